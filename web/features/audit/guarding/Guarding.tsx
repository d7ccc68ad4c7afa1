import { Archive, ShieldAlert, ShieldCheck, ShieldQuestionMark } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCan } from '../../../app/session.ts'
import { cn } from '../../../ui/classes.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { useFormat } from '../../../ui/display/format.ts'
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx'
import type { Icon } from '../../../ui/icon.ts'
import { useRetention, type Verdict } from '../log.ts'
import { useWords } from '../words.ts'

type Props = {
  /** Undefined: none was found yet. */
  verdict: Verdict | undefined
  known: boolean
  onVerify: () => void
  onRetention: () => void
}

/** Whether the log can be believed, and how long it is kept. */
export function Guarding({ verdict, known, onVerify, onRetention }: Props) {
  const say = useWords()
  const mayChange = useCan('settings:security')
  const { data: settings } = useRetention()
  return (
    <section className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,20rem),1fr))] gap-px overflow-hidden rounded-lg border border-line bg-line-soft shadow-raised">
      <Integrity
        verdict={verdict}
        known={known}
        action={
          <Button size="sm" onClick={onVerify}>
            {say('integrity.verify')}
          </Button>
        }
      />
      <Line
        icon={Archive}
        title={say('retention.title')}
        text={settings ? say('retention.months', { count: settings.keepMonths }) : null}
        why={say('retention.why')}
        action={
          mayChange && (
            <Button size="sm" disabled={!settings} onClick={onRetention}>
              {say('retention.change')}
            </Button>
          )
        }
      />
    </section>
  )
}

function Integrity({
  verdict,
  known,
  action,
}: {
  verdict: Verdict | undefined
  known: boolean
  action: ReactNode
}) {
  const say = useWords()
  const format = useFormat()
  const title = say('integrity.title')
  if (!verdict)
    return (
      <Line
        icon={ShieldQuestionMark}
        title={title}
        text={known ? say('integrity.never') : null}
        why={say('integrity.neverWhy')}
        action={action}
      />
    )
  const when = format.dateTime(new Date(verdict.at))
  const { checked: count } = verdict
  const own = count === undefined ? null : say('integrity.own', { count, shown: format.number(count) })
  if (verdict.ok)
    return (
      <Line
        icon={ShieldCheck}
        tone="text-good"
        title={title}
        text={say('integrity.ok', { when })}
        why={own ?? say('integrity.daily')}
        action={action}
      />
    )
  return (
    <Line
      icon={ShieldAlert}
      tone="text-bad"
      title={title}
      text={<span className="text-bad">{say('integrity.broken')}</span>}
      why={say('integrity.brokenWhy', { when })}
      action={action}
    />
  )
}

type LineProps = {
  icon: Icon
  tone?: string
  title: string
  /** Null: on its way. */
  text: ReactNode
  why: string
  action: ReactNode
}

function Line({ icon: Icon, tone = 'text-quiet', title, text, why, action }: LineProps) {
  return (
    <div className="flex flex-wrap items-center gap-3 bg-surface px-4 py-3">
      <Icon size={20} aria-hidden className={cn('shrink-0', tone)} />
      <div className="min-w-0 flex-1 basis-40">
        <h2 className="sr-only">{title}</h2>
        <p className="flex min-h-5 items-center text-sm font-medium">
          {text ?? <Skeleton className="h-3 w-40" />}
        </p>
        <p className="text-xs text-pretty text-quiet">{why}</p>
      </div>
      {action}
    </div>
  )
}
