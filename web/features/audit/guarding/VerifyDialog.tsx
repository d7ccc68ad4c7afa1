import { useQuery } from '@tanstack/react-query'
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { explain } from '../../../app/http/explain.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { useFormat } from '../../../ui/display/format.ts'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { Progress } from '../../../ui/feedback/Progress.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { newestQuery } from '../log.ts'
import { useWords } from '../words.ts'
import { useVerification, type Walk } from './verification.ts'

/** Begins when it is opened: give it the turn as its key. */
type Props = { open: boolean; onClose: () => void; onEnd: (walk: Walk) => void }

export function VerifyDialog({ open, onClose, onEnd }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const shell = useShell()
  const { walk, stop, resume, again } = useVerification(open, onEnd)
  const underWay = walk.state === 'running' || walk.state === 'waiting'
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={say('verify.title')}
      closeLabel={shell('close')}
      footer={
        <>
          {underWay && <Button onClick={stop}>{say('verify.stop')}</Button>}
          {walk.state === 'broken' && <Button onClick={again}>{say('verify.again')}</Button>}
          {!underWay && (
            <Button variant={walk.state === 'stopped' ? 'secondary' : 'primary'} onClick={onClose}>
              {walk.state === 'stopped' ? shell('close') : pieces('done')}
            </Button>
          )}
          {walk.state === 'stopped' && (
            <Button variant="primary" onClick={resume}>
              {say('verify.resume')}
            </Button>
          )}
        </>
      }
    >
      <div className="flex min-h-24 flex-col gap-3">
        {walk.error !== null && (
          <Callout tone="bad">{say('verify.failed', { why: explain(walk.error) })}</Callout>
        )}
        {walk.state === 'ok' || walk.state === 'broken' ? <Result walk={walk} /> : <Steps walk={walk} />}
      </div>
    </Dialog>
  )
}

function Steps({ walk }: { walk: Walk }) {
  const say = useWords()
  const format = useFormat()
  const newest = useQuery(newestQuery())
  const last = newest.data?.data[0]?.seq
  const share = last && walk.after !== null ? walk.after / last : null
  const { checked } = walk
  return (
    <>
      <Progress
        label={say(walk.state === 'stopped' ? 'verify.paused' : 'verify.running')}
        value={walk.state === 'stopped' ? (share ?? 0) : share}
        tone={walk.state === 'stopped' ? 'warn' : 'accent'}
        detail={checked > 0 && say('verify.checked', { count: checked, shown: format.number(checked) })}
      />
      <p role="status" className="text-sm text-quiet">
        {walk.state === 'waiting' && say('verify.waiting')}
      </p>
    </>
  )
}

function Result({ walk: { state, checked, brokenAtSeq } }: { walk: Walk }) {
  const say = useWords()
  const format = useFormat()
  if (state === 'ok')
    return (
      <Verdict icon={<ShieldCheck size={28} className="text-good" aria-hidden />} title={say('verify.ok')}>
        <p>{say('verify.okWhy', { count: checked, shown: format.number(checked) })}</p>
      </Verdict>
    )
  const seq = format.number(brokenAtSeq ?? 0)
  return (
    <Verdict
      icon={<ShieldAlert size={28} className="text-bad" aria-hidden />}
      title={say('verify.broken', { seq })}
    >
      <p>{say('verify.brokenWhy')}</p>
      <p>{say('verify.brokenNext')}</p>
    </Verdict>
  )
}

function Verdict({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div role="status" className="flex items-start gap-3">
      {icon}
      <div className="flex min-w-0 flex-col gap-2">
        <p className="pt-0.5 text-lg font-semibold">{title}</p>
        <div className="flex flex-col gap-2 text-base text-pretty text-quiet">{children}</div>
      </div>
    </div>
  )
}
