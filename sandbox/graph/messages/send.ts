import type { BusinessNumber } from '../../api.ts'
import { threadOf } from '../../world/customers.ts'
import type { World } from '../../world/world.ts'
import { refusal } from '../errors.ts'
import { accept } from './accept.ts'
import { fileOf } from './files.ts'
import type { Rates } from './rates.ts'
import { findRecipient, presentRecipient, type Recipient } from './recipient.ts'
import { type Outgoing, readOutgoing } from './shape.ts'
import { fillTemplate } from './template.ts'

/** Looks at everything that can be wrong before anything is counted or kept. */
export function sendMessage(world: World, rates: Rates, number: BusinessNumber, body: unknown) {
  const outgoing = readOutgoing(body)
  if (outgoing.recipient_type === 'group') throw refusal(131051, 'This number has no groups')
  const recipient = findRecipient(world, number, outgoing)
  refuseOnRequest(world, recipient)
  refuseBlocked(world, number, recipient)
  const template = outgoing.type === 'template' ? fillTemplate(world.templates, outgoing.part) : undefined
  if (template && !recipient.byPhone) refuseCodes(template)
  const file = fileOf(world, number, outgoing)
  rates.take(number, recipient.person && threadOf(recipient.person, number.id))
  const kept = accept(world, { number, recipient, outgoing, payload: body, file, template })
  return {
    messaging_product: 'whatsapp',
    contacts: [presentRecipient(recipient)],
    messages: [{ id: kept.id, ...(template && { message_status: 'accepted' }) }],
  }
}

function refuseOnRequest({ faults }: World, { input, person }: Recipient): void {
  const names = [input, ...(person ? [person.id, person.phone, person.waId, person.userId] : [])]
  const code = faults.refusal(names)
  if (code !== undefined) throw refusal(code, 'Asked for in the faults of the sandbox')
}

function refuseBlocked({ account }: World, number: BusinessNumber, { person }: Recipient): void {
  if (person && account.blocked[number.id]?.includes(person.id))
    throw refusal(130403, 'The recipient is blocked by this phone number')
}

/** A code is sent to a phone, to be typed where it was asked for. */
function refuseCodes({ category }: { category: string }): void {
  if (category === 'authentication')
    throw refusal(131062, 'Authentication templates cannot be sent to a business-scoped user ID')
}

export type { Outgoing }
