import type { QueryClient, QueryFilters } from '@tanstack/react-query'

/**
 * Reads again what is on screen, after the server told that it changed. A first answer under way may be older than
 * that, and invalidating alone would be content with it: so it is waited for, and asked for once more.
 */
export async function readAgain(client: QueryClient, filters: QueryFilters): Promise<void> {
  const first = client
    .getQueryCache()
    .findAll({ ...filters, fetchStatus: 'fetching' })
    .filter(({ state }) => state.data === undefined)
  await Promise.all(first.map(({ promise }) => promise?.catch(() => undefined)))
  await client.invalidateQueries(filters)
}

/** For a push whose news was put in place by hand: an answer under way would undo it, or never know of it. */
export function overtake(client: QueryClient, filters: QueryFilters): void {
  if (client.isFetching(filters) > 0) void readAgain(client, filters)
}
