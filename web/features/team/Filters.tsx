import { ListSearch } from '../../app/pieces/ListSearch.tsx'
import { Select } from '../../ui/controls/Select.tsx'
import { roles, states, type TeamFilters, teamFilters } from './filters.ts'
import { useWords } from './words.ts'

type Props = {
  filters: TeamFilters
  onChange: (change: TeamFilters) => void
  seesDetails: boolean
}

export function Filters({ filters, onChange, seesDetails }: Props) {
  const say = useWords()
  const search = say(seesDetails ? 'search' : 'searchNames')
  const choose = (change: Record<string, unknown>) =>
    onChange({ role: undefined, state: undefined, ...teamFilters({ ...filters, ...change }) })
  return (
    <div className="flex flex-wrap gap-2">
      <ListSearch
        label={search}
        placeholder={search}
        value={filters.q ?? ''}
        onChange={(q) => onChange({ q: q || undefined })}
        className="min-w-0 flex-1 basis-full sm:max-w-80 sm:basis-60"
      />
      {seesDetails && (
        <>
          <div className="w-44 max-sm:w-auto max-sm:min-w-fit max-sm:flex-1 max-sm:basis-36">
            <Select
              aria-label={say('filter.role')}
              value={filters.role ?? ''}
              onChange={(role) => choose({ role })}
              options={[
                { value: '', label: say('filter.anyRole') },
                ...roles.map((role) => ({ value: role, label: say(`role.${role}`) })),
              ]}
            />
          </div>
          <div className="w-44 max-sm:w-auto max-sm:min-w-fit max-sm:flex-1 max-sm:basis-36">
            <Select
              aria-label={say('filter.state')}
              value={filters.state ?? ''}
              onChange={(state) => choose({ state })}
              options={[
                { value: '', label: say('filter.anyState') },
                ...states.map((state) => ({ value: state, label: say(`state.${state}`) })),
              ]}
            />
          </div>
        </>
      )}
    </div>
  )
}
