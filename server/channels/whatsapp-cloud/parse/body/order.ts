import { z } from 'zod'
import type { Content } from '../../../channel.ts'
import { Id, list, maybe, Numeric, Text } from '../shape/lenient.ts'

const Order = z.object({
  catalog_id: maybe(Id()),
  text: maybe(Text()),
  product_items: list(
    z.object({
      product_retailer_id: maybe(Id()),
      quantity: maybe(Numeric),
      item_price: maybe(Numeric),
      currency: maybe(Text(10)),
    }),
    500,
  ),
})

export function readOrder(part: unknown): Content {
  const { catalog_id, text, product_items } = Order.parse(part)
  const items = product_items.map(({ product_retailer_id, quantity, item_price, currency }) => ({
    id: product_retailer_id,
    quantity,
    price: item_price,
    currency,
  }))
  return {
    type: 'order',
    text: text || null,
    content: { order: { catalogId: catalog_id, items } },
    media: null,
  }
}
