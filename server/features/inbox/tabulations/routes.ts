import { z } from 'zod'
import { Id, Nothing, Page, PageQuery } from '#contract/common.ts'
import { NewTabulation, Tabulation, TabulationChange } from '#contract/conversations.ts'
import type { Http } from '#platform/http/route.ts'
import {
  changeTabulation,
  createTabulation,
  listTabulations,
  readTabulation,
  removeTabulation,
} from './actions.ts'

const params = z.object({ id: Id })

export function tabulationRoutes(all: Http): void {
  const http = all.tag('Tabulations')
  http.get('/tabulations', {
    can: 'tabulations:read',
    summary: 'List tabulations',
    description: 'What a conversation was about: whoever closes one chooses.',
    query: PageQuery,
    reply: Page(Tabulation),
    run: (ctx, { query }) => listTabulations(ctx, query),
  })
  http.post('/tabulations', {
    can: 'tabulations:manage',
    summary: 'Create a tabulation',
    body: NewTabulation,
    reply: Tabulation,
    status: 201,
    run: (ctx, { body }) => createTabulation(ctx, body),
  })
  http.get('/tabulations/:id', {
    can: 'tabulations:read',
    summary: 'Read a tabulation',
    params,
    reply: Tabulation,
    run: (ctx, { params }) => readTabulation(ctx, params.id),
  })
  http.put('/tabulations/:id', {
    can: 'tabulations:manage',
    summary: 'Change a tabulation',
    description: 'What is left out stays as it is.',
    params,
    body: TabulationChange,
    reply: Tabulation,
    run: (ctx, { params, body }) => changeTabulation(ctx, params.id, body),
  })
  http.delete('/tabulations/:id', {
    can: 'tabulations:manage',
    summary: 'Remove a tabulation',
    description: 'Conversations that were closed with it keep it.',
    params,
    reply: Nothing,
    run: (ctx, { params }) => removeTabulation(ctx, params.id),
  })
}
