import { z } from 'zod'
import { fail, text, webUrl } from '../parse.ts'

const distinct = (values: (string | undefined)[]) => new Set(values).size === values.length

const file = z.strictObject({
  id: z.string().optional(),
  link: webUrl.optional(),
  filename: text(240).optional(),
  caption: text(1024).optional(),
})
const TextHeader = z.strictObject({ type: z.literal('text'), text: text(60) })
const Header = z.discriminatedUnion('type', [
  TextHeader,
  z.strictObject({ type: z.literal('image'), image: file }),
  z.strictObject({ type: z.literal('video'), video: file }),
  z.strictObject({ type: z.literal('document'), document: file }),
])
const body = z.strictObject({ text: text(1024) })
const longBody = z.strictObject({ text: text(4096) })
const footer = z.strictObject({ text: text(60) }).optional()

const Reply = z.strictObject({
  type: z.literal('reply'),
  reply: z.strictObject({ id: text(256), title: text(20) }),
})
const Buttons = z
  .array(Reply)
  .min(1)
  .max(3)
  .refine(
    (all) => distinct(all.map(({ reply }) => reply.title)),
    fail(131009, 'Button titles must be unique'),
  )
  .refine((all) => distinct(all.map(({ reply }) => reply.id)), fail(131009, 'Button ids must be unique'))

const Row = z.strictObject({ id: text(200), title: text(24), description: text(72, 0).optional() })
const Sections = z
  .array(z.strictObject({ title: text(24).optional(), rows: z.array(Row).min(1) }))
  .min(1)
  .max(10)
  .refine(
    (all) => all.length === 1 || all.every(({ title }) => title !== undefined),
    fail(131009, 'Section title is required when there is more than one section'),
  )
  .refine(
    (all) => all.flatMap(({ rows }) => rows).length <= 10,
    fail(131009, 'Total row count exceed max allowed count: 10'),
  )
  .refine(
    (all) => distinct(all.flatMap(({ rows }) => rows.map(({ id }) => id))),
    fail(131009, 'Row ids must be unique'),
  )

const named = <N extends string, S extends z.ZodType>(name: N, parameters: S) =>
  z.strictObject({ name: z.literal(name), parameters })

const Product = z.strictObject({ product_retailer_id: text(200) })
const ProductSections = z
  .array(z.strictObject({ title: text(24).optional(), product_items: z.array(Product).min(1) }))
  .min(1)
  .max(10)
  .refine(
    (all) => all.flatMap(({ product_items }) => product_items).length <= 30,
    fail(131009, 'Total product count exceed max allowed count: 30'),
  )

const Url = named('cta_url', z.strictObject({ display_text: text(20), url: webUrl }))
const Flow = named(
  'flow',
  z
    .strictObject({
      flow_message_version: z.literal('3'),
      flow_id: z.string().optional(),
      flow_name: z.string().optional(),
      flow_cta: text(30),
      flow_token: text(1024).optional(),
      mode: z.enum(['draft', 'published']).optional(),
      flow_action: z.enum(['navigate', 'data_exchange']).optional(),
      flow_action_payload: z.record(z.string(), z.unknown()).optional(),
    })
    .refine(
      ({ flow_id, flow_name }) => (flow_id === undefined) !== (flow_name === undefined),
      fail(131009, "One of the parameters 'flow_id' and 'flow_name' is required, and only one"),
    ),
)

/** Kinds that Prosa does not make are taken as they come, with the limits of their words. */
const loose = <T extends string>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    header: Header.optional(),
    body: body.optional(),
    footer,
    action: z.record(z.string(), z.unknown()),
  })

const make = <T extends string, S extends z.ZodRawShape>(type: T, rest: S) =>
  z.strictObject({ type: z.literal(type), ...rest })

export const Interactive = z.discriminatedUnion('type', [
  make('button', { header: Header.optional(), body, footer, action: z.strictObject({ buttons: Buttons }) }),
  make('list', {
    header: TextHeader.optional(),
    body: longBody,
    footer,
    action: z.strictObject({ button: text(20), sections: Sections }),
  }),
  make('cta_url', { header: Header.optional(), body, footer, action: Url }),
  make('location_request_message', { body, action: z.strictObject({ name: z.literal('send_location') }) }),
  make('request_contact_info', { body, action: z.strictObject({ name: z.literal('request_contact_info') }) }),
  make('flow', { header: Header.optional(), body, footer, action: Flow }),
  make('product_list', {
    header: TextHeader,
    body,
    footer,
    action: z.strictObject({ catalog_id: text(200), sections: ProductSections }),
  }),
  make('product', {
    body: body.optional(),
    footer,
    action: z.strictObject({ catalog_id: text(200), product_retailer_id: text(200) }),
  }),
  loose('catalog_message'),
  loose('carousel'),
  loose('voice_call'),
  loose('call_permission_request'),
  loose('address_message'),
])
