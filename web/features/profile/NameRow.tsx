import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import type { PersonMe } from '#contract/team.ts'
import { api } from '../../app/api.ts'
import { explain } from '../../app/http/explain.ts'
import { tell, tellProblem } from '../../app/http/notices.ts'
import { meQuery, usePerson } from '../../app/session.ts'
import { Field } from '../../ui/controls/Field.tsx'
import { Input } from '../../ui/controls/Input.tsx'
import { Spinner } from '../../ui/feedback/Spinner.tsx'
import { SettingsRow } from '../../ui/layout/Settings.tsx'
import { say as sayNow, useWords } from './words.ts'

/** Saved when the person is done with it: on Enter, or when they go elsewhere. Escape gives the old name back. */
export function NameRow() {
  const say = useWords()
  const { name } = usePerson()
  const save = useSaveName()
  const [typed, setTyped] = useState(name)
  useEffect(() => setTyped(name), [name])

  const done = () => {
    const wanted = typed.trim()
    // Enter, and then the field is left: that is one intention.
    if (save.isPending && save.variables.wanted === wanted) return
    if (wanted && wanted !== name) save.mutate({ wanted, before: name })
    else if (wanted) setTyped(name)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    done()
  }
  return (
    <SettingsRow
      title={say('profile.name')}
      control={
        <form noValidate onSubmit={submit} className="w-72 max-w-full">
          <Field
            label={say('profile.name')}
            hideLabel
            error={!typed.trim() ? say('profile.nameMissing') : save.error ? explain(save.error) : null}
          >
            <Input
              name="name"
              autoComplete="name"
              maxLength={120}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={done}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setTyped(name)
              }}
              trailing={
                <span className="grid size-7 place-items-center text-quiet">
                  {save.isPending && <Spinner size={16} />}
                </span>
              }
            />
          </Field>
        </form>
      }
    />
  )
}

function useSaveName() {
  const queryClient = useQueryClient()
  const send = async (name: string) =>
    queryClient.setQueryData(meQuery.queryKey, await api.patch<PersonMe>('/me', { name }))
  const takeBack = (before: string) => {
    send(before).then(() => tell(sayNow('profile.nameBack')), tellProblem)
  }
  return useMutation({
    mutationFn: ({ wanted }: { wanted: string; before: string }) => send(wanted),
    onSuccess: (_, { before }) => tell(sayNow('profile.nameSaved'), () => takeBack(before)),
  })
}
