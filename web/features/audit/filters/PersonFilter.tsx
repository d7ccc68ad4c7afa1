import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Page } from '#contract/common.ts'
import type { Operator } from '#contract/team.ts'
import { api } from '../../../app/api.ts'
import { Combobox } from '../../../ui/controls/Combobox.tsx'
import { personQuery } from '../../team/people.ts'
import { useWords } from '../words.ts'

type Props = {
  value: string | undefined
  /** As the rows call them, when they do. */
  name: string | undefined
  onChange: (id: string | undefined) => void
}

const ANYBODY = 'anybody'

export function PersonFilter({ value, name, onChange }: Props) {
  const say = useWords()
  const [text, setText] = useState('')
  const people = useQuery({
    queryKey: ['operators', 'found', text],
    queryFn: ({ signal }) => api.get<Page<Operator>>('/operators', { signal, query: { q: text, limit: 20 } }),
    placeholderData: keepPreviousData,
  })
  const chosen = useQuery({ ...personQuery(value ?? ''), enabled: Boolean(value) && !name })
  const found = people.data?.data.filter(({ id }) => id !== value) ?? []
  const label = name ?? chosen.data?.name ?? say('filter.unknown')
  return (
    <Combobox
      label={say('filter.by')}
      placeholder={say('filter.by')}
      searchLabel={say('filter.searchPeople')}
      emptyLabel={say('filter.nobody')}
      loading={people.isFetching}
      onSearch={setText}
      value={value ?? null}
      onChange={(id) => onChange(id === ANYBODY ? undefined : id)}
      options={[
        ...(value
          ? [
              { value: ANYBODY, label: say('filter.anybody') },
              { value, label },
            ]
          : []),
        ...found.map(({ id, name, email }) => ({ value: id, label: name, detail: email })),
      ]}
    />
  )
}
