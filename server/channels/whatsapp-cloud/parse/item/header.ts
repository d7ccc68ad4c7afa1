import { z } from 'zod'
import type { Referral } from '#contract/conversations.ts'
import type { Quoted } from '../../../channel.ts'
import { Id, Moment, maybe, Text } from '../shape/lenient.ts'
import type { Keys } from '../shape/people.ts'

const Context = z.object({
  id: maybe(Id(512)),
  forwarded: maybe(z.boolean()),
  frequently_forwarded: maybe(z.boolean()),
  referred_product: maybe(z.object({ catalog_id: maybe(Id()), product_retailer_id: maybe(Id()) })),
})

const CameFrom = z.object({
  source_type: maybe(Text(50)),
  source_id: maybe(Id()),
  source_url: maybe(Text(2000)),
  headline: maybe(Text(1000)),
  body: maybe(Text(4096)),
  ctwa_clid: maybe(Text(1000)),
})

/** What messages and echoes have in common, whatever they say. */
export const Header = z.object({
  id: Id(512),
  type: Text(100),
  timestamp: maybe(Moment),
  context: maybe(Context),
  referral: maybe(CameFrom),
  group_id: maybe(Id()),
})
export type Header = z.output<typeof Header>

/** Forwarded messages have a context too, and quote nothing; the id beside a product is made up. */
export const quotedIn = ({ context }: Header): Quoted => ({
  providerId: context?.referred_product ? null : (context?.id ?? null),
  forwarded: context?.frequently_forwarded ? 'often' : context?.forwarded ? 'yes' : 'no',
})

/** What a message has beside its own content: the product that it asks about, the group that it was written in. */
export function surroundings({ context, group_id }: Header): Record<string, unknown> {
  const product = context?.referred_product
  return {
    ...(product && { product: { catalogId: product.catalog_id, id: product.product_retailer_id } }),
    ...(group_id && { group: { id: group_id } }),
  }
}

export function referralIn({ referral }: Header): Referral | null {
  if (!referral) return null
  const { source_type, source_id, source_url, headline, body, ctwa_clid } = referral
  const found = {
    sourceType: source_type,
    sourceId: source_id,
    sourceUrl: source_url,
    headline,
    body,
    clickId: ctwa_clid,
  }
  return Object.values(found).some((value) => value !== null) ? found : null
}

const Sender = z.object({ from: maybe(Id()), from_user_id: maybe(Id()), from_parent_user_id: maybe(Id()) })

export function senderOf(raw: Record<string, unknown>): Keys {
  const { from, from_user_id, from_parent_user_id } = Sender.parse(raw)
  return { waId: from, userId: from_user_id, parentUserId: from_parent_user_id }
}

const Receiver = z.object({ to: maybe(Id()), to_user_id: maybe(Id()), to_parent_user_id: maybe(Id()) })

export function receiverOf(raw: Record<string, unknown>): Keys {
  const { to, to_user_id, to_parent_user_id } = Receiver.parse(raw)
  return { waId: to, userId: to_user_id, parentUserId: to_parent_user_id }
}
