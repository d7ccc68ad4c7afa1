import { useEffect, useState } from 'react'
import type { Operator, OperatorChange } from '#contract/team.ts'
import { useInSight } from '../../../app/pieces/act.ts'
import { usePerson } from '../../../app/session.ts'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { useEdit } from '../people.ts'
import { whyNot } from '../refusals.ts'
import { useWords } from '../words.ts'
import { capacityOf, type Draft, fieldRefusals, isEmpty } from './draft.ts'
import { PersonFields } from './PersonFields.tsx'
import { useDraft } from './useDraft.ts'

type Props = {
  /** Of the form, for the button that stands outside of it. */
  id: string
  person: Operator
  onState: (state: { dirty: boolean; saving: boolean }) => void
  onSaved: () => void
}

export function EditPerson({ id, person: now, onState, onSaved }: Props) {
  const say = useWords()
  const me = usePerson()
  // As they were when the typing began: what changes elsewhere meanwhile must not look like a wish of this form.
  const [person] = useState(now)
  const edit = useEdit(person)
  const form = useDraft(draftOf(person), edit.error, (draft) =>
    edit.mutate(changeOf(person, draft), { onSuccess: onSaved }),
  )
  const top = useInSight<HTMLFormElement>(edit.error)
  const change = changeOf(person, form.draft)
  const dirty = Object.keys(change).length > 0 || capacityOf(form.draft.capacity) === null
  const saving = edit.isPending
  useEffect(() => onState({ dirty, saving }), [dirty, saving, onState])

  const emailNote =
    change.email === undefined
      ? undefined
      : say(person.state === 'invited' ? 'form.emailChangesInvite' : 'form.emailChangesLinks')
  const roleNote =
    change.role === undefined || person.state === 'invited'
      ? undefined
      : say(person.id === me.id ? 'form.ownRoleChanges' : 'form.roleChanges')
  return (
    <form ref={top} id={id} noValidate onSubmit={form.submit} className="flex flex-col gap-5">
      {edit.error && isEmpty(fieldRefusals(edit.error)) && <Callout tone="bad">{whyNot(edit.error)}</Callout>}
      <PersonFields
        draft={form.draft}
        onChange={form.change}
        errors={form.errors}
        emailNote={emailNote}
        roleNote={roleNote}
      />
    </form>
  )
}

const draftOf = ({ name, email = '', role, capacity = 0 }: Operator): Draft => ({
  name,
  email,
  role,
  capacity: String(capacity),
})

/** Only what is different: what somebody else has just changed stays theirs. */
function changeOf(person: Operator, { name, email, role, capacity }: Draft): OperatorChange {
  const number = capacityOf(capacity)
  return {
    ...(name.trim() !== person.name && { name: name.trim() }),
    ...(email.trim().toLowerCase() !== person.email && { email: email.trim() }),
    ...(role !== person.role && { role }),
    ...(number !== null && number !== person.capacity && { capacity: number }),
  }
}
