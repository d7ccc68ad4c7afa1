import { z } from 'zod'
import type { ContactCard, Location } from '#contract/messages.ts'
import type { Content } from '../../../channel.ts'
import { list, maybe, Numeric, Text } from '../shape/lenient.ts'
import { NotUnderstood } from '../shape/place.ts'

const Place = z.object({
  latitude: Numeric.pipe(z.number().min(-90).max(90)),
  longitude: Numeric.pipe(z.number().min(-180).max(180)),
  name: maybe(Text(1000)),
  address: maybe(Text(1000)),
  url: maybe(Text(2000)),
})

export function readLocation(part: unknown): Content {
  const { latitude, longitude, name, address, url } = Place.parse(part)
  const location: Location = { latitude, longitude, ...(name && { name }), ...(address && { address }) }
  return { type: 'location', text: null, content: { location, ...(url && { url }) }, media: null }
}

const Name = z.object({
  formatted_name: maybe(Text(500)),
  first_name: maybe(Text(240)),
  last_name: maybe(Text(240)),
})
const Card = z.object({
  name: maybe(Name),
  phones: list(z.object({ phone: maybe(Text(100)), wa_id: maybe(Text(50)), type: maybe(Text(50)) }), 50),
  emails: list(z.object({ email: Text(300), type: maybe(Text(50)) }), 50),
  org: maybe(z.object({ company: maybe(Text(300)) })),
  origin: maybe(Text(50)),
})
const Cards = list(Card, 257)
type Card = z.output<typeof Card>

export function readCards(part: unknown): Content {
  const cards = Cards.parse(part)
  if (cards.length === 0) throw new NotUnderstood('no contact card can be read')
  // The answer to our asking for it, not somebody else's card.
  const asked = cards.some(({ origin }) => origin === 'contact_request')
  const contacts = cards.map(toCard)
  return { type: 'contacts', text: null, content: { contacts, ...(asked && { asked }) }, media: null }
}

function toCard({ name, phones, emails, org }: Card): ContactCard {
  const numbers = phones.flatMap(({ phone, wa_id, type }) => {
    const shown = phone || wa_id
    return shown ? [{ phone: shown, ...(type && { type }), ...(wa_id && { waId: wa_id }) }] : []
  })
  const addresses = emails.map(({ email, type }) => ({ email, ...(type && { type }) }))
  return {
    name: nameOf(name) || numbers[0]?.phone || addresses[0]?.email || '',
    phones: numbers,
    ...(addresses.length > 0 && { emails: addresses }),
    ...(org?.company && { organisation: org.company }),
  }
}

const nameOf = (name: Card['name']): string =>
  name?.formatted_name || [name?.first_name, name?.last_name].filter(Boolean).join(' ')
