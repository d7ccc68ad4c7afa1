import { z } from 'zod'
import { BusinessNumber, NewNumber, NumberChange, NumberQuery } from '#contract/accounts.ts'
import { Id, Nothing, Page } from '#contract/common.ts'
import type { Http } from '#platform/http/route.ts'
import { changeNumber, createNumber, listNumbers, removeNumber } from './actions.ts'

const OfAccount = z.object({ id: Id })
const ById = z.object({ id: Id, numberId: Id })

export function numberRoutes(http: Http): void {
  http.get('/accounts/:id/numbers', {
    can: 'accounts:read',
    summary: 'List the numbers of an account',
    params: OfAccount,
    query: NumberQuery,
    reply: Page(BusinessNumber),
    run: (ctx, { params, query }) => listNumbers(ctx, params.id, query),
  })

  http.post('/accounts/:id/numbers', {
    can: 'accounts:manage',
    summary: 'Add a number to an account',
    description: 'Those that the account had when it was connected are here already.',
    params: OfAccount,
    body: NewNumber,
    reply: BusinessNumber,
    status: 201,
    run: (ctx, { params, body }) => createNumber(ctx, params.id, body),
  })

  http.patch('/accounts/:id/numbers/:numberId', {
    can: 'accounts:manage',
    summary: 'Rename, pace, pause or resume a number',
    description: 'What is left out stays as it is. Resuming also clears the trouble that stopped it.',
    params: ById,
    body: NumberChange,
    reply: BusinessNumber,
    run: (ctx, { params, body }) => changeNumber(ctx, params.id, params.numberId, body),
  })

  http.delete('/accounts/:id/numbers/:numberId', {
    can: 'accounts:manage',
    summary: 'Remove a number',
    description: 'Its conversations stay. A check of the account does not bring it back.',
    params: ById,
    reply: Nothing,
    run: (ctx, { params }) => removeNumber(ctx, params.id, params.numberId),
  })
}
