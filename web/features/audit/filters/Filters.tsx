import { useQuery } from '@tanstack/react-query'
import { ListFilter, X } from 'lucide-react'
import { useState } from 'react'
import { ListSearch } from '../../../app/pieces/ListSearch.tsx'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { cn } from '../../../ui/classes.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Field } from '../../../ui/controls/Field.tsx'
import { Input } from '../../../ui/controls/Input.tsx'
import { Select } from '../../../ui/controls/Select.tsx'
import { Count } from '../../../ui/display/Badge.tsx'
import { Chip } from '../../../ui/display/Chip.tsx'
import { personQuery } from '../../team/people.ts'
import { groups } from '../acts/groups.ts'
import { useWords as useActs } from '../acts/words.ts'
import { useWords } from '../words.ts'
import { type AuditSearch, periods } from './filters.ts'
import { IpFilter } from './IpFilter.tsx'
import { PersonFilter } from './PersonFilter.tsx'

type Props = {
  search: AuditSearch
  /** Raw, as typed into an address: the route makes sense of it. */
  onChange: (change: Record<string, unknown>) => void
  onClear: () => void
  /** What somebody is called who stands in the rows, for a filter that only knows the id. */
  nameOf: (id: string) => string | undefined
}

export function Filters({ search, onChange, onClear, nameOf }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const [open, setOpen] = useState(false)
  const { q, about, period, group, by, ip } = search
  const active = [period, group, by, ip].filter((each) => each !== undefined).length
  const aboutName = useName(about, nameOf)
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <ListSearch
          label={say('filter.search')}
          placeholder={say('filter.search')}
          value={q ?? ''}
          onChange={(text) => onChange({ q: text })}
          className="min-w-0 flex-1 basis-44 lg:max-w-72"
        />
        <Button icon={ListFilter} aria-expanded={open} onClick={() => setOpen(!open)} className="lg:hidden">
          {say('filter.more')}
          <Count value={active} />
        </Button>
        <div className={cn('flex flex-wrap gap-2 max-lg:w-full lg:contents', !open && 'max-lg:hidden')}>
          <Choices search={search} onChange={onChange} nameOf={nameOf} />
        </div>
      </div>
      {(about || active > 0 || q) && (
        <div className="flex flex-wrap items-center gap-2">
          {search.period === 'custom' && <Days search={search} onChange={onChange} />}
          {aboutName && (
            <Chip
              onRemove={() => onChange({ about: undefined })}
              removeLabel={say('filter.removeAbout', { name: aboutName })}
            >
              {say('filter.about', { name: aboutName })}
            </Chip>
          )}
          <Button size="sm" variant="ghost" icon={X} onClick={onClear} className="-ml-1">
            {pieces('clearFilters')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Nobody may be in the rows: then the team is asked, which knows people but not keys. */
function useName(id: string | undefined, nameOf: Props['nameOf']): string | undefined {
  const say = useWords()
  const inRows = id && nameOf(id)
  const person = useQuery({ ...personQuery(id ?? ''), enabled: Boolean(id) && !inRows })
  return id && (inRows ?? person.data?.name ?? say('filter.unknown'))
}

function Choices({ search, onChange, nameOf }: Omit<Props, 'onClear'>) {
  const say = useWords()
  const acts = useActs()
  return (
    <>
      <div className={choice}>
        <Select
          aria-label={say('filter.period')}
          value={search.period ?? ''}
          onChange={(period) => onChange({ period })}
          options={[
            { value: '', label: say('filter.anyTime') },
            ...periods.map((period) => ({ value: period, label: say(`filter.periods.${period}`) })),
          ]}
        />
      </div>
      <div className={widest}>
        <Select
          aria-label={say('filter.group')}
          value={search.group ?? ''}
          onChange={(group) => onChange({ group })}
          options={[
            { value: '', label: say('filter.anyGroup') },
            ...groups.map((group) => ({ value: group, label: acts(`group.${group}`) })),
          ]}
        />
      </div>
      <div className={choice}>
        <PersonFilter
          value={search.by}
          name={search.by && nameOf(search.by)}
          onChange={(by) => onChange({ by })}
        />
      </div>
      <div className="w-36 max-sm:w-full">
        <IpFilter value={search.ip ?? ''} onChange={(ip) => onChange({ ip })} />
      </div>
    </>
  )
}

function Days({ search, onChange }: Pick<Props, 'search' | 'onChange'>) {
  const say = useWords()
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">{say('filter.period')}</legend>
      {(['from', 'to'] as const).map((end) => (
        <Field key={end} label={say(`filter.${end}`)} hideLabel>
          <Input
            type="date"
            value={search[end] ?? ''}
            {...(end === 'to' && search.from && { min: search.from })}
            {...(end === 'from' && search.to && { max: search.to })}
            onChange={(event) => onChange({ [end]: event.target.value })}
            className="w-40"
          />
        </Field>
      ))}
    </fieldset>
  )
}

const choice = 'w-42 max-sm:w-full'
const widest = 'w-52 max-sm:w-full'
