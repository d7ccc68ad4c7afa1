import { z } from 'zod'
import { text, webUrl } from '../parse.ts'

const file = z.strictObject({
  id: z.string().optional(),
  link: webUrl.optional(),
  filename: text(240).optional(),
})
const name = { parameter_name: z.string().min(1).optional() }

const Parameter = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: text(1024), ...name }),
  z.strictObject({
    type: z.literal('currency'),
    currency: z.strictObject({ fallback_value: text(1024), code: z.string(), amount_1000: z.int() }),
    ...name,
  }),
  z.strictObject({
    type: z.literal('date_time'),
    date_time: z.looseObject({ fallback_value: text(1024) }),
    ...name,
  }),
  z.strictObject({ type: z.literal('image'), image: file }),
  z.strictObject({ type: z.literal('video'), video: file }),
  z.strictObject({ type: z.literal('document'), document: file }),
  z.strictObject({
    type: z.literal('location'),
    location: z.strictObject({
      latitude: z.coerce.number(),
      longitude: z.coerce.number(),
      name: z.string().optional(),
      address: z.string().optional(),
    }),
  }),
])
export type Parameter = z.output<typeof Parameter>

const ButtonParameter = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('payload'), payload: text(256) }),
  z.strictObject({ type: z.literal('text'), text: text(2000) }),
  z.strictObject({ type: z.literal('coupon_code'), coupon_code: text(15) }),
  z.strictObject({ type: z.literal('action'), action: z.record(z.string(), z.unknown()) }),
])

const Filled = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), parameters: z.array(Parameter).optional() }),
  z.strictObject({ type: z.literal('body'), parameters: z.array(Parameter).optional() }),
  z.strictObject({
    type: z.literal('button'),
    sub_type: z.string().transform((kind) => kind.toLowerCase()),
    index: z.coerce.number().int().min(0).max(9),
    parameters: z.array(ButtonParameter).optional(),
  }),
])

export const TemplatePart = z.strictObject({
  name: text(512),
  language: z.strictObject({ code: text(20), policy: z.literal('deterministic').optional() }),
  components: z.array(Filled).optional(),
})
export type TemplatePart = z.output<typeof TemplatePart>
