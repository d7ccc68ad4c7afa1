import { z } from 'zod'
import type { NewMessage } from '#contract/messages.ts'
import { numberById } from '#features/accounts/index.ts'
import { contactById } from '#features/contacts/index.ts'
import type { Ctx } from '#platform/context.ts'
import { conflict, DomainError, invalid } from '#platform/errors.ts'
import { recipientOf } from '../../../channels/whatsapp-cloud/compose/index.ts'
import { assertSendable, checkMedia } from '../../../channels/whatsapp-cloud/compose/limits.ts'
import { assertNotClosed } from '../conversations/actions.ts'
import type { ConversationRow } from '../conversations/store.ts'
import { MediaKind } from '../media/media.ts'
import { refusedAs } from '../media/refusals.ts'
import { findVisible } from '../media/serving.ts'
import { filesOf } from './shape.ts'
import { mayBeSent } from './window.ts'

/** Why this cannot be sent, to be told or to be done without: null when it can. */
export const whyNot = (
  ctx: Ctx,
  conversation: ConversationRow,
  message: NewMessage,
): Promise<DomainError | null> =>
  assertMaySend(ctx, conversation, message).then(
    () => null,
    (error: unknown) => {
      if (error instanceof DomainError) return error
      throw error
    },
  )

/** Whatever the channel would refuse later is refused now, with the reason. */
export async function assertMaySend(
  ctx: Ctx,
  conversation: ConversationRow,
  message: NewMessage,
): Promise<void> {
  assertNotClosed(conversation)
  assertSendable(message)
  if (!mayBeSent(message, conversation.window_expires_at, ctx.now())) throw windowClosed()
  await assertAddressable(ctx, conversation)
  await assertFilesReady(ctx, message)
}

/** The same for what was queued before and is to go again. */
export async function assertMayGo(
  ctx: Ctx,
  conversation: ConversationRow,
  { type }: { type: string },
): Promise<void> {
  assertNotClosed(conversation)
  if (!mayBeSent({ type }, conversation.window_expires_at, ctx.now())) throw windowClosed()
  await assertAddressable(ctx, conversation)
}

const Known = z.object({
  waId: z.string().nullable().default(null),
  userId: z.string().nullable().default(null),
  parentUserId: z.string().nullable().default(null),
})

async function assertAddressable(ctx: Ctx, conversation: ConversationRow): Promise<void> {
  const contact = await contactById(ctx, conversation.contact_id)
  if (contact?.blocked)
    throw conflict('contact_blocked', 'This contact is blocked. Unblock them to write to them.')
  const known = Known.catch({ waId: null, userId: null, parentUserId: null }).parse(conversation.recipient)
  if (!recipientOf({ ...known, phone: contact?.phone ?? null }))
    throw conflict('no_address', 'Neither a phone number nor a user id of this contact is known.')
  const { state } = await numberById(ctx, conversation.number_id)
  if (state === 'removed')
    throw conflict(
      'number_removed',
      'The number of this conversation was removed. Start one from another number.',
    )
}

async function assertFilesReady(ctx: Ctx, message: NewMessage): Promise<void> {
  for (const { id, kind, pointer } of filesOf(message)) {
    const file = await findVisible(ctx, id)
    if (!file) throw invalid([{ pointer, code: 'not_found', message: 'There is no such file.' }])
    if (file.state !== 'stored' || file.type === null)
      throw invalid([
        { pointer, code: 'not_there', message: 'This file is not here yet, or could not be fetched.' },
      ])
    const wanted = MediaKind.parse(kind)
    const voice = 'media' in message && message.media.voice === true
    const complaint = checkMedia({ kind: wanted, type: file.type, size: Number(file.size ?? 0), voice })
    if (complaint) throw refusedAs(complaint, wanted, file.type)
  }
}

const windowClosed = () =>
  conflict(
    'window_closed',
    'The customer last wrote more than 24 hours ago. Only a template can be sent until they write again.',
  )
