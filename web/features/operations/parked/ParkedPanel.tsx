import { useNavigate, useSearch } from '@tanstack/react-router'
import { RotateCw } from 'lucide-react'
import { IconButton } from '../../../ui/controls/IconButton.tsx'
import { Select } from '../../../ui/controls/Select.tsx'
import { Tabs } from '../../../ui/layout/Tabs.tsx'
import { jobFilters } from '../jobs/filters.ts'
import { useWords } from '../words.ts'
import { parkedFilters, parkedReasons, parkedStates } from './filters.ts'
import { ParkedList } from './ParkedList.tsx'
import { useParked } from './parked.ts'

/** What providers sent and could not be stored: nothing of it is lost. */
export function ParkedPanel() {
  const say = useWords()
  const navigate = useNavigate()
  const filters = useSearch({ from: '/inside/settings/operations' })
  const { parked: state = 'parked', reason } = filters
  const items = useParked(filters)
  const filter = (change: Record<string, unknown>) =>
    void navigate({
      to: '/settings/operations',
      search: { ...jobFilters(filters), ...parkedFilters({ ...filters, ...change }) },
      replace: true,
      resetScroll: false,
    })
  return (
    <section aria-label={say('parked.title')} className="flex flex-col gap-3">
      <div>
        <h2 className="text-lg font-semibold">{say('parked.title')}</h2>
        <p className="text-sm text-pretty text-quiet">{say('parked.about')}</p>
      </div>
      <Tabs
        label={say('parked.title')}
        value={state}
        onChange={(parked) => filter({ parked })}
        controls="parked-items"
        tabs={parkedStates.map((each) => ({ value: each, label: say(`parked.state.${each}`) }))}
        listClassName="px-0"
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Select
          aria-label={say('parked.which')}
          value={reason ?? ''}
          onChange={(chosen) => filter({ reason: chosen })}
          options={[
            { value: '', label: say('parked.any') },
            ...parkedReasons.map((each) => ({ value: each, label: say(`parked.reason.${each}`) })),
          ]}
          className="w-72 max-w-full"
        />
        <IconButton
          icon={RotateCw}
          size="sm"
          label={say('parked.refresh')}
          loading={items.refreshing}
          onClick={items.refresh}
        />
      </div>
      <div id="parked-items" role="tabpanel" aria-label={say(`parked.state.${state}`)}>
        <ParkedList items={items} filters={filters} onShowAll={() => filter({ reason: undefined })} />
      </div>
    </section>
  )
}
