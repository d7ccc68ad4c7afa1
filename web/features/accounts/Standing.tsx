import type { Account, BusinessNumber } from '#contract/accounts.ts'
import { cn } from '../../ui/classes.ts'
import { Badge } from '../../ui/display/Badge.tsx'
import { useFormat } from '../../ui/display/format.ts'
import { RelativeTime } from '../../ui/display/Times.tsx'
import { accountStandingOf, peopleIn, qualityOf, speedOf, standingOf, tones } from './standing.ts'
import { useWords } from './words.ts'

type Props = { number: BusinessNumber }

export function AccountBadge({ account }: { account: Account }) {
  const say = useWords()
  const standing = accountStandingOf(account)
  return (
    <Badge tone={tones[standing]} dot>
      {say(`account.${standing}`)}
    </Badge>
  )
}

export function NumberBadge({ number }: Props) {
  const say = useWords()
  const standing = standingOf(number)
  return <Badge tone={tones[standing]}>{say(`number.${standing}`)}</Badge>
}

const marks = { good: 'bg-good', fair: 'bg-warn-mark', poor: 'bg-bad', unknown: 'bg-line' }

/** The word says it; the dot only helps to find it. */
export function Quality({ number }: Props) {
  const say = useWords()
  const quality = qualityOf(number)
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden className={cn('size-2 rounded-full', marks[quality])} />
      <span className={quality === 'unknown' ? 'text-quiet' : ''}>{say(`quality.${quality}`)}</span>
    </span>
  )
}

export function Limit({ number: { limitTier } }: Props) {
  const say = useWords()
  const format = useFormat()
  const people = peopleIn(limitTier)
  if (people === null) return <span className="text-quiet">{say('limit.unknown')}</span>
  if (people === Number.POSITIVE_INFINITY) return <>{say('limit.none')}</>
  return <>{say('limit.people', { people: format.number(people) })}</>
}

/** With `why`: also who says so. */
export function Speed({ number, why = false }: Props & { why?: boolean }) {
  const say = useWords()
  const format = useFormat()
  const { throughput, pace } = number
  const speed = say('speed.each', { messages: format.number(speedOf(number)) })
  if (!why || pace === null || pace >= throughput) return <>{speed}</>
  return <>{say('speed.chosen', { speed, most: format.number(throughput) })}</>
}

export function LastWebhook({ number: { lastWebhookAt } }: Props) {
  const say = useWords()
  if (lastWebhookAt === null) return <span className="text-quiet">{say('webhook.never')}</span>
  return <RelativeTime at={lastWebhookAt} className="whitespace-nowrap" />
}
