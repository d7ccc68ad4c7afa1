import { type ReactNode, useState } from 'react'
import type { LinkToHandOver, Operator } from '#contract/team.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { useFormat } from '../../../ui/display/format.ts'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { useReinvite, useResetLink } from '../people.ts'
import { whyNot } from '../refusals.ts'
import { useWords } from '../words.ts'
import { HandedLink, SureToLeave } from './HandedLink.tsx'
import { InvitationLink } from './InvitationLink.tsx'
import { LeaveButtons } from './LeaveButtons.tsx'

type Props = { person: Operator; open: boolean; onClose: () => void }

export function Reinviting({ person, ...frame }: Props) {
  const say = useWords()
  const reinvite = useReinvite()
  return (
    <LinkDialog
      {...frame}
      title={say(reinvite.data ? 'invited.title' : 'reinviting.title', { name: person.name })}
      submitLabel={say('reinviting.submit')}
      onSubmit={() => reinvite.mutate(person)}
      making={reinvite}
      link={(leaving) =>
        reinvite.data && <InvitationLink person={person} invitation={reinvite.data} leaving={leaving} />
      }
    >
      <p>{say('reinviting.why')}</p>
    </LinkDialog>
  )
}

export function Resetting({ person, ...frame }: Props) {
  const say = useWords()
  const reset = useResetLink()
  const { name } = person
  return (
    <LinkDialog
      {...frame}
      title={say('reset.title', { name })}
      submitLabel={say('reset.submit')}
      onSubmit={() => reset.mutate(person)}
      making={reset}
      link={(leaving) => reset.data && <ResetLink name={name} link={reset.data} leaving={leaving} />}
    >
      <p>{say('reset.why')}</p>
      <p>{say('reset.keeps')}</p>
    </LinkDialog>
  )
}

type ResetProps = { name: string; link: LinkToHandOver; leaving: boolean }

function ResetLink({ name, link, leaving }: ResetProps) {
  const say = useWords()
  const format = useFormat()
  return (
    <div className="flex flex-col gap-4">
      {leaving ? <SureToLeave /> : <Callout tone="warn">{say('reset.handOver', { name })}</Callout>}
      <HandedLink
        label={say('reset.link')}
        url={link.url}
        hint={say('reset.once', { until: format.dateTime(new Date(link.expiresAt)) })}
      />
    </div>
  )
}

type DialogProps = Omit<Props, 'person'> & {
  title: string
  submitLabel: string
  onSubmit: () => void
  making: { isPending: boolean; error: Error | null }
  /** Once it is made: shown this once, and told whether somebody is about to lose it. */
  link: (leaving: boolean) => ReactNode
  /** What making it does. */
  children: ReactNode
}

function LinkDialog({ open, onClose, title, submitLabel, onSubmit, making, ...props }: DialogProps) {
  const pieces = usePieces()
  const shell = useShell()
  const [leaving, setLeaving] = useState(false)
  const link = props.link(leaving)
  // Whoever closes by a slip is asked first: only the buttons that say so close at once.
  const tryToClose = () => (link ? setLeaving(true) : onClose())
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || tryToClose()}
      title={title}
      closeLabel={shell('close')}
      footer={
        link && leaving ? (
          <LeaveButtons onStay={() => setLeaving(false)} onLeave={onClose} />
        ) : link ? (
          <Button variant="primary" onClick={onClose}>
            {pieces('done')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{pieces('cancel')}</Button>
            <Button variant="primary" loading={making.isPending} onClick={onSubmit}>
              {submitLabel}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-3 text-base text-pretty">
        {making.error && <Callout tone="bad">{whyNot(making.error)}</Callout>}
        {link ?? <div className="flex flex-col gap-3 text-quiet">{props.children}</div>}
      </div>
    </Dialog>
  )
}
