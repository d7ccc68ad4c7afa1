import type { Recipient } from '../../channel.ts'

/**
 * Exactly what was received: the `wa_id`, or the user id of who keeps the phone to themselves. A phone that somebody
 * here typed comes last: it may not be the one of the person who wrote.
 */
export function recipientOf({ waId, userId, parentUserId, phone }: Recipient): Record<string, string> | null {
  if (waId) return { to: international(waId) }
  const id = userId ?? parentUserId
  if (id) return { recipient: id }
  return phone ? { to: international(phone) } : null
}

// Without the plus, the country of the business's own number is put in front, and a stranger gets the message.
const international = (phone: string): string => `+${phone.replace(/\D/g, '')}`
