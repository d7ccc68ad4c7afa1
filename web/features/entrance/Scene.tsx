import { CheckCheck, Sparkles } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { cn } from '../../ui/classes.ts'
import { useWords } from './words.ts'

/** Half a minute of a good day: a question, the assistant's answer, a person who takes over. */
export function Scene() {
  const say = useWords()
  return (
    <div className="flex flex-col gap-1.5 text-base">
      <Bubble at={0} side="in" time="14:21">
        {say('scene.greeting')}
      </Bubble>
      <Bubble at={1} side="in" time="14:21">
        {say('scene.question')}
      </Bubble>
      <Bubble
        at={2}
        side="bot"
        time="14:21"
        read
        source={say('scene.source')}
        author={say('scene.assistant')}
      >
        {say('scene.answer')}
      </Bubble>
      <HandOver at={3} />
      <Bubble at={4} side="out" time="14:31" read>
        {say('scene.offer')}
      </Bubble>
      <Bubble at={5} side="in" time="14:32">
        {say('scene.reply')}
      </Bubble>
    </div>
  )
}

type BubbleProps = {
  at: number
  side: 'in' | 'out' | 'bot'
  time: string
  read?: boolean
  author?: string
  source?: string
  children: ReactNode
}

function Bubble({ at, side, time, read, author, source, children }: BubbleProps) {
  return (
    <div
      style={after(at)}
      className={cn(
        'max-w-[84%] animate-appear rounded-xl border px-3 pt-2 pb-1.5 [animation-fill-mode:backwards]',
        sides[side],
      )}
    >
      {author && (
        <p className="mb-0.5 flex items-center gap-1.5 text-2xs font-semibold text-bot-ink">
          <Sparkles size={12} />
          {author}
        </p>
      )}
      {children}
      <span className="float-right mt-1 ml-3 flex items-center gap-1 text-2xs text-faint tabular-nums">
        {time}
        {read && <CheckCheck size={14} className="text-read" />}
      </span>
      {source && (
        <p className="clear-both border-t border-dashed border-bot-line pt-1 text-2xs text-bot-ink">
          {source}
        </p>
      )}
    </div>
  )
}

function HandOver({ at }: { at: number }) {
  const say = useWords()
  return (
    <p
      style={after(at)}
      className="my-2.5 flex animate-appear items-center gap-2 text-xs whitespace-nowrap text-quiet [animation-fill-mode:backwards] before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line"
    >
      <span>
        <b className="font-semibold text-ink">{say('scene.assistant')}</b> {say('scene.handedOver')}{' '}
        <b className="font-semibold text-ink">{say('scene.person')}</b>
        {': '}
        {say('scene.because')}
      </span>
    </p>
  )
}

/** One after the other, quickly: the whole scene stands before the first letter is typed. */
const after = (at: number): CSSProperties => ({ animationDelay: `${150 + at * 110}ms` })

const sides = {
  in: 'self-start rounded-bl-[5px] border-line bg-surface',
  out: 'self-end rounded-br-[5px] border-accent-line bg-accent-tint',
  bot: 'self-end rounded-br-[5px] border-bot-line bg-bot-tint',
}
