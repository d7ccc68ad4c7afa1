import { internalEvents } from '#contract/webhooks.ts'
import type { StoredEvent } from '#platform/events/feed.ts'
import { newId } from '#platform/ids.ts'
import type { NewDelivery } from './store.ts'

type Wish = { id: string; events: readonly string[] }

const internal: ReadonlySet<string> = new Set(internalEvents)

export const wants = ({ events }: Pick<Wish, 'events'>, name: string): boolean =>
  !internal.has(name) && (events.includes('*') || events.includes(name))

/** Who is told of what. */
export const deliveriesOf = (wishes: readonly Wish[], events: readonly StoredEvent[]): NewDelivery[] =>
  events.flatMap(({ id: event, name }) =>
    wishes.filter((wish) => wants(wish, name)).map(({ id: endpoint }) => ({ id: newId(), endpoint, event })),
  )
