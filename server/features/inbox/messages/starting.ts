import { z } from 'zod'
import { Id, text } from '#contract/common.ts'
import type { Conversation } from '#contract/conversations.ts'
import { NewMessage } from '#contract/messages.ts'
import { type KnownNumber, numberById } from '#features/accounts/index.ts'
import { assertReachable, contactById, meet, readPhone } from '#features/contacts/index.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import { authorize } from '#platform/policy.ts'
import { showConversation } from '../conversations/listing.ts'
import { reaches, reachOf } from '../conversations/reach.ts'
import type { ConversationRow } from '../conversations/store.ts'
import { sendIn } from './actions.ts'
import * as store from './starting-store.ts'

/** With whom: a contact that is here, or whoever answers to a phone number. */
export const NewConversation = z
  .object({
    contactId: Id.optional(),
    phone: text(40).trim().min(1).optional().meta({ description: 'In any usual spelling' }),
    numberId: Id.meta({ description: 'The number of yours that it is to be sent from' }),
    message: NewMessage.optional(),
  })
  .refine(({ contactId, phone }) => (contactId === undefined) !== (phone === undefined), {
    path: ['contactId'],
    message: 'contact_or_phone',
  })
  .meta({
    example: {
      phone: '(11) 98765-4321',
      numberId: '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d',
      message: { type: 'template', template: { name: 'boas_vindas', language: 'pt_BR' } },
    },
  })
export type NewConversation = z.infer<typeof NewConversation>

export type Started = { conversation: Conversation; isNew: boolean }

export async function startConversation(ctx: Ctx, wanted: NewConversation): Promise<Started> {
  authorize(ctx, 'conversations:reply')
  const number = await numberById(ctx, wanted.numberId)
  if (number.state === 'removed') throw notFound('number')
  return transaction(ctx, async (ctx) => {
    const contactId = await contactMeant(ctx, wanted, number)
    const isNew = await open(ctx, contactId, number)
    const row = await lockTheirs(ctx, contactId, number.id)
    if (wanted.message) await sendIn(ctx, row, wanted.message)
    return { conversation: await showConversation(ctx, row.id), isNew }
  })
}

async function contactMeant(
  ctx: Tx,
  { contactId, phone }: NewConversation,
  { scope }: KnownNumber,
): Promise<string> {
  if (contactId !== undefined) {
    await assertReachable(ctx, contactId)
    // Whoever was merged goes by another id now.
    return (await contactById(ctx, contactId))?.id ?? contactId
  }
  const read = readPhone(phone ?? '')
  if (!read)
    throw invalid([
      {
        pointer: '/phone',
        code: 'not_a_phone',
        message: 'Write the number with its area code, or with + and the country.',
      },
    ])
  const unknown = { userId: null, parentUserId: null, username: null, profileName: null }
  const person = { ...unknown, waId: read.e164.slice(1) }
  const [met] = await meet(ctx, [{ channel: 'whatsapp', scope, person }])
  if (!met) throw new Error('Nobody was met for a phone number.')
  return met.contactId
}

/** Who starts it has it; what a program starts is decided when the customer answers. */
async function open(ctx: Tx, contactId: string, number: KnownNumber): Promise<boolean> {
  const id = newId()
  const isPerson = ctx.actor.kind === 'person'
  const last = await store.lastWith(ctx, contactId, number)
  const sameNumber = last?.number_id === number.id ? last : undefined
  const isNew = await store.insertConversation(ctx, {
    id,
    channel: 'whatsapp',
    number_id: number.id,
    contact_id: contactId,
    status: isPerson ? 'open' : 'bot',
    operator_id: isPerson ? ctx.actor.id : null,
    recipient: JSON.stringify(last?.recipient ?? {}),
    // The window is between two people, whatever conversations they divide what they say into.
    last_in_at: sameNumber?.last_in_at ?? null,
    window_expires_at: sameNumber?.window_expires_at ?? null,
    free_until: sameNumber?.free_until ?? null,
    last_message_at: ctx.now(),
    created_at: ctx.now(),
  })
  if (isNew)
    publish(ctx, 'conversation.started', { type: 'conversation', id }, { contactId, numberId: number.id })
  return isNew
}

async function lockTheirs(ctx: Tx, contactId: string, numberId: string): Promise<ConversationRow> {
  const row = await store.lockOpen(ctx, contactId, numberId)
  // Closed in the moment between the two statements: whoever asks again opens a new one.
  if (!row) throw conflict('conversation_closed', 'This conversation has just been closed. Try again.')
  if (!reaches(reachOf(ctx), row))
    throw conflict('conversation_taken', 'Somebody else is in conversation with this contact.')
  return row
}
