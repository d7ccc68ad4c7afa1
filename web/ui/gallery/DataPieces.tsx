import { CircleCheck, MessageCircle, Plus, Send, Sparkles } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from '../display/Avatar.tsx'
import { Badge, Count } from '../display/Badge.tsx'
import { Chip, ChipButton } from '../display/Chip.tsx'
import { CopyField } from '../display/CopyField.tsx'
import { Facts } from '../display/Facts.tsx'
import { useFormat } from '../display/format.ts'
import { Stat } from '../display/Stat.tsx'
import { DateTime, Elapsed, RelativeTime } from '../display/Times.tsx'
import { Panel } from '../layout/Panel.tsx'
import { Specimen } from './Specimen.tsx'
import { useGalleryWords } from './words.ts'

export function DataPieces() {
  const { data: say } = useGalleryWords()
  return (
    <>
      <Specimen title={say.stats} className="grid grid-cols-[repeat(auto-fit,minmax(200px,1fr))]">
        <Stats />
      </Specimen>
      <Specimen title={say.badges}>
        <Badge>{say.draft}</Badge>
        <Badge tone="accent">{say.current}</Badge>
        <Badge tone="good" icon={CircleCheck}>
          {say.approved}
        </Badge>
        <Badge tone="warn" dot>
          {say.review}
        </Badge>
        <Badge tone="bad" dot>
          {say.refused}
        </Badge>
        <Badge tone="bot" icon={Sparkles}>
          {say.bot}
        </Badge>
        <Badge tone="note">{say.note}</Badge>
        <Count value={2} label={`2 ${say.unread}`} />
        <Count value={128} label={`128 ${say.unread}`} />
      </Specimen>
      <Specimen title={say.avatars}>
        <Avatar name="Beatriz Ramos" size={44} />
        <Avatar name="João Pedro Lima" size={40} mark={<MessageCircle />} />
        <Avatar name="@carla.fit" size={40} mark={<Send />} />
        <Avatar name="Luísa Prado" presence="online" presenceLabel={say.online} />
        <Avatar name="Marcos Vieira" presence="away" presenceLabel={say.away} />
        <Avatar name="Rita Fonseca" presence="offline" presenceLabel={say.offline} />
        <Avatar name="+55 11 98765-4321" size={24} />
      </Specimen>
      <Tags />
      <div className="grid gap-x-8 gap-y-6 @xl:grid-cols-2">
        <Specimen title={say.facts}>
          <Panel className="w-full">
            <Facts
              facts={[
                { term: say.phone, value: '+55 11 98765-4321' },
                { term: 'CPF', value: '***.982.247-**' },
                { term: say.consent, value: <span className="text-good">{say.consentValue}</span> },
              ]}
            />
          </Panel>
        </Specimen>
        <Moments />
      </div>
      <Specimen title={say.copy}>
        <CopyField
          className="w-full max-w-130"
          label={say.key}
          value="prosa_3fK9xW2mQpT7vB4nRz8LcY6hJd1sGa5e"
          copyLabel={say.copyAction}
          copiedLabel={say.copied}
          failedLabel={say.copyFailed}
          hint={say.keyHint}
        />
      </Specimen>
    </>
  )
}

function Stats() {
  const { data: say } = useGalleryWords()
  const format = useFormat()
  return (
    <>
      <Panel>
        <Stat
          label={say.answered}
          value={format.number(1284)}
          change={{ text: format.percent(0.12), direction: 'up', good: true }}
          hint={say.lastWeek}
        />
      </Panel>
      <Panel>
        <Stat
          label={say.firstReply}
          value="1,8"
          unit="min"
          change={{ text: '0,4 min', direction: 'down', good: true }}
          hint={say.lastWeek}
        />
      </Panel>
      <Panel>
        <Stat
          label={say.complaints}
          value={format.number(9)}
          change={{ text: '+3', direction: 'up', good: false }}
          hint={say.lastWeek}
        />
      </Panel>
    </>
  )
}

function Tags() {
  const { data: say } = useGalleryWords()
  const [tags, setTags] = useState(say.tags.split('|'))
  const [urgent, setUrgent] = useState(true)
  return (
    <Specimen title={say.chips} className="gap-1.5">
      {tags.map((tag) => (
        <Chip
          key={tag}
          onRemove={() => setTags(tags.filter((each) => each !== tag))}
          removeLabel={`${say.removeTag}: ${tag}`}
        >
          {tag}
        </Chip>
      ))}
      <ChipButton icon={Plus}>{say.addTag}</ChipButton>
      <ChipButton pressed={urgent} onClick={() => setUrgent(!urgent)}>
        {say.filter}
      </ChipButton>
    </Specimen>
  )
}

function Moments() {
  const { data: say } = useGalleryWords()
  const [ago] = useState(() => (minutes: number) => new Date(Date.now() - minutes * 60_000))
  return (
    <Specimen
      title={say.times}
      className="grid grid-cols-[auto_1fr] justify-items-start gap-x-6 gap-y-1.5 text-sm"
    >
      <DateTime at={ago(0)} />
      <RelativeTime at={ago(0)} className="text-quiet" />
      <DateTime at={ago(64)} show="time" />
      <RelativeTime at={ago(64)} className="text-quiet" />
      <DateTime at={ago(3000)} show="date" />
      <RelativeTime at={ago(3000)} style="brief" className="text-quiet" />
      <span className="text-quiet">{say.waiting}</span>
      <span className="flex gap-3">
        {[1, 6, 36, 190].map((minutes) => (
          <Elapsed key={minutes} since={ago(minutes)} warmAfter={5} hotAfter={30} label={say.waiting} />
        ))}
      </span>
    </Specimen>
  )
}
