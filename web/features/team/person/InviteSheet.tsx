import { useId, useState } from 'react'
import type { CreatedOperator, Invitation } from '#contract/team.ts'
import { useInSight } from '../../../app/pieces/act.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { useWords as useShell } from '../../../app/words.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { Sheet } from '../../../ui/overlays/Sheet.tsx'
import { useInvite } from '../people.ts'
import { whyNot } from '../refusals.ts'
import { useWords } from '../words.ts'
import { capacityOf, type Draft, emptyDraft, fieldRefusals, isEmpty } from './draft.ts'
import { InvitationLink } from './InvitationLink.tsx'
import { LeaveButtons } from './LeaveButtons.tsx'
import { PersonFields } from './PersonFields.tsx'
import { useDraft } from './useDraft.ts'

/** Begins afresh each time it is opened: give it the turn as its key. */
type Props = { open: boolean; onClose: () => void }

export function InviteSheet({ open, onClose }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const shell = useShell()
  const id = useId()
  const invite = useInvite()
  const form = useDraft(emptyDraft, invite.error, (draft) => invite.mutate(wantedBy(draft)))
  const top = useInSight<HTMLFormElement>(invite.error)
  const again = () => {
    invite.reset()
    form.startAgain()
  }
  const ready = withInvitation(invite.data)
  const [leaving, setLeaving] = useState(false)
  // The link is shown this once, and mails get lost: only the buttons that say so close at once.
  const tryToClose = () => (ready ? setLeaving(true) : onClose())
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => next || tryToClose()}
      title={say(ready ? 'invited.title' : 'inviting.title')}
      description={ready ? undefined : say('inviting.about')}
      closeLabel={shell('close')}
      footer={
        ready && leaving ? (
          <LeaveButtons onStay={() => setLeaving(false)} onLeave={onClose} />
        ) : ready ? (
          <>
            <Button onClick={again}>{say('inviting.another')}</Button>
            <Button variant="primary" onClick={onClose}>
              {pieces('done')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{pieces('cancel')}</Button>
            <Button type="submit" form={id} variant="primary" loading={invite.isPending}>
              {say('inviting.submit')}
            </Button>
          </>
        )
      }
    >
      {ready ? (
        <InvitationLink person={ready} invitation={ready.invitation} leaving={leaving} />
      ) : (
        <form ref={top} id={id} noValidate onSubmit={form.submit} className="flex flex-col gap-5 pt-1">
          {invite.error && isEmpty(fieldRefusals(invite.error)) && (
            <Callout tone="bad">{whyNot(invite.error)}</Callout>
          )}
          <PersonFields draft={form.draft} onChange={form.change} errors={form.errors} />
        </form>
      )}
    </Sheet>
  )
}

const wantedBy = ({ name, email, role, capacity }: Draft) => ({
  name: name.trim(),
  email: email.trim(),
  role,
  capacity: capacityOf(capacity) ?? undefined,
})

type Invited = CreatedOperator & { invitation: Invitation }
// Created with a password there would be no invitation; from here nobody is.
const withInvitation = (person: CreatedOperator | undefined): Invited | null =>
  person?.invitation ? { ...person, invitation: person.invitation } : null
