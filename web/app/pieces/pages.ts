import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  type QueryKey,
  useInfiniteQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Page } from '#contract/common.ts'
import { api, type RequestOptions } from '../api.ts'
import { explain } from '../http/explain.ts'
import { useWords } from './words.ts'

export type ListQuery = NonNullable<RequestOptions['query']>

/** '/queues/jobs' is kept under ['queues', 'jobs', 'pages', …], so that ['queues'] stands for all of it. */
export const pagesKey = (path: string, ...rest: QueryKey): QueryKey => [
  ...path.split('/').filter(Boolean),
  'pages',
  ...rest,
]

type Options = {
  /** Stays as it was fetched until somebody asks again: rows that come by themselves would move the others. */
  steady?: boolean
  /** Pushes of the server change rows of it: what was read before the first push is read again. */
  live?: boolean
}
export type Pages<Row> = ReturnType<typeof usePages<Row>>

/** A keyset-paged list. While other filters are fetched the rows of the last ones stay, so that nothing jumps. */
export function usePages<Row>(
  path: string,
  query: ListQuery = {},
  { steady = false, live = false }: Options = {},
) {
  const say = useWords()
  const client = useQueryClient()
  const queryKey = pagesKey(path, query)
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<Row>>(path, { signal, query: { ...query, after: pageParam } }),
    initialPageParam: null as string | null, // the first page comes after nothing
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    meta: { live },
    ...(steady && { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 }),
  })
  const { data, error } = list
  const rows = useMemo(() => data?.pages.flatMap((page) => page.data) ?? [], [data])
  return {
    rows,
    /** Nothing to show yet: the first page is on its way. */
    loading: list.isPending && list.fetchStatus !== 'paused',
    /** The rows in sight are those of the filters before. */
    changing: list.isPlaceholderData,
    /** Nothing can be shown. With rows in sight, `trouble` says it beside them. */
    failure: data ? null : error,
    offline: !data && list.fetchStatus === 'paused',
    trouble: data && error ? say('notRefreshed', { why: explain(error) }) : null,
    hasMore: list.hasNextPage,
    loadingMore: list.isFetchingNextPage,
    refreshing: list.isFetching,
    /** When the rows in sight were fetched. */
    at: list.dataUpdatedAt,
    loadMore: () => void list.fetchNextPage(),
    /** From the top: whoever asks for what is new need not wait for every page that they have turned. */
    refresh: () => {
      client.setQueryData<InfiniteData<Page<Row>, string | null>>(queryKey, firstPage)
      void list.refetch()
    },
  }
}

const firstPage = <Row>(list: InfiniteData<Page<Row>, string | null> | undefined) =>
  list && { pages: list.pages.slice(0, 1), pageParams: list.pageParams.slice(0, 1) }

/** Changes rows where they stand, in every list of that path that is kept; a row that becomes null is gone. */
export function changeRows<Row>(client: QueryClient, path: string, change: (row: Row) => Row | null): void {
  client.setQueriesData<InfiniteData<Page<Row>>>({ queryKey: pagesKey(path) }, (list) => {
    if (!list) return list
    const pages = list.pages.map((page) => ({
      ...page,
      data: page.data.map(change).filter((row) => row !== null),
    }))
    return { ...list, pages }
  })
}

/** A row that some list has brought already. */
export function knownRow<Row>(client: QueryClient, path: string, is: (row: Row) => boolean): Row | undefined {
  return client
    .getQueriesData<InfiniteData<Page<Row>>>({ queryKey: pagesKey(path) })
    .flatMap(([, list]) => list?.pages.flatMap(({ data }) => data) ?? [])
    .find(is)
}
