import { TypingMessage, type TypingPush } from '#contract/conversations.ts'
import { OperatorJoin } from '#contract/team.ts'
import type { SocketRule } from '#platform/live/rules.ts'
import { can } from '#platform/policy.ts'
import { findReachable, listCurrent } from './listing.ts'
import { roomsOf } from './reach.ts'

/** Others who see the conversation see that somebody is writing in it. Not kept: it is over before anybody asks. */
const typing: SocketRule<typeof TypingMessage> = {
  name: 'conversation:typing',
  can: 'conversations:reply',
  message: TypingMessage,
  async hear(ctx, { conversationId, typing }, session) {
    const conversation = await findReachable(ctx, conversationId)
    const payload: TypingPush = { conversationId, operatorId: session.actor.id ?? '', typing }
    session.tell({ rooms: roomsOf(conversation), name: 'typing', payload })
  },
}

/** Whoever comes in is told what is theirs. The team hears the same message, and refuses who may not. */
const current: SocketRule<typeof OperatorJoin> = {
  name: 'operator:join',
  can: 'operators:update-own',
  message: OperatorJoin,
  async hear(ctx, { operatorId }, session) {
    const isSelf = ctx.actor.kind === 'person' && ctx.actor.id === operatorId
    if (!can(ctx, 'conversations:read') || !(isSelf || can(ctx, 'operators:update'))) return
    session.reply('operator:conversations', await listCurrent(ctx, operatorId))
  },
}

export const sockets: SocketRule[] = [typing, current]
