import { z } from 'zod'
import { Id, Nothing, Page } from '#contract/common.ts'
import {
  Assignment,
  Closing,
  Conversation,
  ConversationQuery,
  ConversationStats,
} from '#contract/conversations.ts'
import type { Http } from '#platform/http/route.ts'
import { assignConversation, closeConversation } from './actions.ts'
import { listConversations, readStats } from './listing.ts'
import { markRead, markUnread } from './reading.ts'

const params = z.object({ id: Id })
const Reading = z
  .object({
    typing: z.boolean().default(false).meta({ description: 'Show the customer that somebody is writing' }),
  })
  .nullish()

export function conversationRoutes(all: Http): void {
  const http = all.tag('Conversations')
  http.get('/conversations', {
    can: 'conversations:read',
    summary: 'List conversations, the latest first',
    description: 'An agent sees their own and those that nobody has.',
    query: ConversationQuery,
    reply: Page(Conversation),
    run: (ctx, { query }) => listConversations(ctx, query),
  })
  http.get('/conversations/stats', {
    can: 'conversations:read',
    summary: 'Count conversations',
    description: 'Of those that you would be listed. A day begins at midnight in São Paulo.',
    reply: ConversationStats,
    run: (ctx) => readStats(ctx),
  })
  http.put('/conversations/:id/assign', {
    can: 'conversations:assign',
    summary: 'Give a conversation to an operator, or back to the queue',
    params,
    body: Assignment,
    reply: Conversation,
    run: (ctx, { params, body }) => assignConversation(ctx, params.id, body),
  })
  http.put('/conversations/:id/read', {
    can: 'conversations:reply',
    summary: 'Mark a conversation as read',
    description: 'The customer sees it too.',
    params,
    body: Reading,
    reply: Nothing,
    run: (ctx, { params, body }) => markRead(ctx, params.id, { typing: body?.typing ?? false }),
  })
  http.delete('/conversations/:id/read', {
    can: 'conversations:reply',
    summary: 'Mark a conversation as unread',
    params,
    reply: Nothing,
    run: (ctx, { params }) => markUnread(ctx, params.id),
  })
  http.post('/conversations/:id/close', {
    can: 'conversations:close',
    summary: 'Close a conversation',
    description: 'Says what it was about by a tabulation. When the customer writes again, a new one begins.',
    params,
    body: Closing,
    reply: Conversation,
    status: 200,
    run: (ctx, { params, body }) => closeConversation(ctx, params.id, body),
  })
}
