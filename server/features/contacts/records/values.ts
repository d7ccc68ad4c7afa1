import type { Address, ContactFields } from '#contract/contacts.ts'

/** What people write about a contact, as opposed to what a channel tells. */
export type Values = {
  name?: string | null | undefined
  phone?: string | null | undefined
  email?: string | null | undefined
  document?: string | null | undefined
  address?: Address | null | undefined
  fields?: ContactFields | undefined
  notes?: string | null | undefined
}
