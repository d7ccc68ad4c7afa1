import { z } from 'zod'
import { Account, AccountChange, AccountCheck, AccountQuery, NewAccount } from '#contract/accounts.ts'
import { Id, Nothing, Page } from '#contract/common.ts'
import type { Http } from '#platform/http/route.ts'
import { checkAccount } from '../checking/check.ts'
import { changeAccount, listAccounts, readAccount } from './change.ts'
import { connectAccount } from './connect.ts'
import { removeAccount } from './remove.ts'

const ById = z.object({ id: Id })

export function accountRoutes(http: Http): void {
  http.get('/accounts', {
    can: 'accounts:read',
    summary: 'List accounts, with their numbers and how they are doing',
    query: AccountQuery,
    reply: Page(Account),
    run: (ctx, { query }) => listAccounts(ctx, query),
  })

  http.post('/accounts', {
    can: 'accounts:manage',
    summary: 'Connect a WhatsApp Business account',
    description:
      'The token is tried first. Webhooks are subscribed to, and the numbers of the account brought in.',
    body: NewAccount,
    reply: Account,
    status: 201,
    run: (ctx, { body }) => connectAccount(ctx, body),
  })

  http.get('/accounts/:id', {
    can: 'accounts:read',
    summary: 'Read an account',
    params: ById,
    reply: Account,
    run: (ctx, { params }) => readAccount(ctx, params.id),
  })

  http.put('/accounts/:id', {
    can: 'accounts:manage',
    summary: 'Change an account',
    description: 'What is left out stays as it is. A new token is tried first.',
    params: ById,
    body: AccountChange,
    reply: Account,
    run: (ctx, { params, body }) => changeAccount(ctx, params.id, body),
  })

  http.delete('/accounts/:id', {
    can: 'accounts:manage',
    summary: 'Remove an account and its numbers',
    description: 'Its webhooks are unsubscribed from; conversations stay.',
    params: ById,
    reply: Nothing,
    run: (ctx, { params }) => removeAccount(ctx, params.id),
  })

  http.post('/accounts/:id/check', {
    can: 'accounts:manage',
    summary: 'Ask WhatsApp how an account is doing',
    description: 'Names everything that is wrong. When nothing is, what stood still goes on.',
    params: ById,
    reply: AccountCheck,
    run: (ctx, { params }) => checkAccount(ctx, params.id),
  })
}
