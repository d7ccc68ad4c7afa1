import type { ContactCard } from '#contract/messages.ts'

export const composeContacts = (cards: ContactCard[]): Record<string, unknown>[] => cards.map(composeCard)

const composeCard = ({ name, phones, emails, organisation }: ContactCard): Record<string, unknown> => ({
  name: composeName(name),
  ...(phones.length > 0 && {
    phones: phones.map(({ phone, type, waId }) => ({
      phone,
      ...(type && { type }),
      ...(waId && { wa_id: waId }),
    })),
  }),
  ...(emails?.length && { emails: emails.map(({ email, type }) => ({ email, ...(type && { type }) })) }),
  ...(organisation && { org: { company: organisation } }),
})

/** A whole name alone is refused: one of its parts has to stand beside it. */
function composeName(name: string): Record<string, string> {
  const [first = name, ...others] = name.trim().split(/\s+/)
  return {
    formatted_name: name,
    first_name: first,
    ...(others.length > 0 && { last_name: others.join(' ') }),
  }
}
