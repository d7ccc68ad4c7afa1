import { z } from 'zod'
import { Id, Nothing } from '#contract/common.ts'
import { Conversation, ConversationWithMessages, ThreadQuery } from '#contract/conversations.ts'
import { Message, NewMessage } from '#contract/messages.ts'
import type { Http } from '#platform/http/route.ts'
import { cancelMessage, retryMessage, sendMessage } from './actions.ts'
import { NewConversation, startConversation } from './starting.ts'
import { readConversation, readThread } from './thread.ts'

const params = z.object({ id: Id })
const Thread = z.object({
  data: z.array(Message).meta({ description: 'Oldest first' }),
  before: z.string().nullable().meta({ description: 'Cursor to older ones, or null at the beginning' }),
})

export function messageRoutes(all: Http): void {
  conversationRoutes(all.tag('Conversations'))
  const http = all.tag('Messages')
  http.get('/conversations/:id/messages', {
    can: 'conversations:read',
    summary: 'Read the messages of a conversation',
    params,
    query: ThreadQuery,
    reply: Thread,
    run: (ctx, { params, query }) => readThread(ctx, params.id, query),
  })
  http.post('/conversations/:id/messages', {
    can: 'conversations:reply',
    summary: 'Send a message',
    description:
      'It is queued, and sent as soon as its number may. Whoever answers what waits for a person has the conversation from then on. More than 24 hours after the last message of the customer only templates can be sent (`window_closed`).',
    params,
    body: NewMessage,
    reply: Message,
    status: 201,
    run: (ctx, { params, body }) => sendMessage(ctx, params.id, body),
  })
  http.put('/messages/:id/retry', {
    can: 'conversations:reply',
    summary: 'Send a message again that failed, or of which nobody knows',
    params,
    reply: Message,
    run: (ctx, { params }) => retryMessage(ctx, params.id),
  })
  http.delete('/messages/:id', {
    can: 'conversations:reply',
    summary: 'Cancel a message that is still queued',
    params,
    reply: Nothing,
    run: (ctx, { params }) => cancelMessage(ctx, params.id),
  })
}

function conversationRoutes(http: Http): void {
  http.post('/conversations', {
    can: 'conversations:reply',
    summary: 'Start a conversation',
    description:
      'With a contact or a phone number, from one of your numbers. Where one is open already, it is that one. The first message must be a template until the customer writes.',
    body: NewConversation,
    reply: Conversation,
    status: 201,
    run: async (ctx, { body, reply }) => {
      const { conversation, isNew } = await startConversation(ctx, body)
      reply.code(isNew ? 201 : 200)
      return conversation
    },
  })
  http.get('/conversations/:id', {
    can: 'conversations:read',
    summary: 'Read a conversation with its newest messages',
    params,
    query: ThreadQuery,
    reply: ConversationWithMessages,
    run: (ctx, { params, query }) => readConversation(ctx, params.id, query),
  })
}
