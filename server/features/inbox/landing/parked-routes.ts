import { z } from 'zod'
import { Id, Nothing, Page } from '#contract/common.ts'
import { ParkedItem, ParkedQuery } from '#contract/parked.ts'
import type { Http } from '#platform/http/route.ts'
import { dismissParked, listParked, replayParked } from './parked.ts'

const ById = z.object({ id: Id })

export function parkedRoutes(all: Http): void {
  const http = all.tag('Operations')
  http.get('/parked-items', {
    can: 'queues:read',
    summary: 'List what providers sent and could not be stored',
    query: ParkedQuery,
    reply: Page(ParkedItem),
    run: (ctx, { query }) => listParked(ctx, query),
  })

  http.put('/parked-items/:id/replay', {
    can: 'queues:manage',
    summary: 'Try to store a parked item again',
    params: ById,
    reply: ParkedItem,
    run: (ctx, { params }) => replayParked(ctx, params.id),
  })

  http.delete('/parked-items/:id', {
    can: 'queues:manage',
    summary: 'Dismiss a parked item',
    params: ById,
    reply: Nothing,
    run: (ctx, { params }) => dismissParked(ctx, params.id),
  })
}
