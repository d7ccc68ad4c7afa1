import { z } from 'zod'

const words = z.string().min(1).max(65_536)
const id = z.string().min(1).max(300)
const wire = z.record(z.string(), z.unknown())

const File = z
  .strictObject({
    base64: z.base64().optional(),
    bytes: z.instanceof(Uint8Array).optional(),
    mimeType: z.string().regex(/^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/),
    caption: z.string().max(4096).optional(),
    filename: z.string().max(240).optional(),
    voice: z.boolean().optional(),
    animated: z.boolean().optional(),
  })
  .refine(({ base64, bytes }) => (base64 === undefined) !== (bytes === undefined), 'needs base64')

const content = {
  text: words,
  image: File,
  video: File,
  audio: File,
  document: File,
  sticker: File,
  location: z.strictObject({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().optional(),
    address: z.string().optional(),
    url: z.string().optional(),
  }),
  contacts: z.array(wire).min(1).max(257),
  button: z.strictObject({ payload: z.string(), text: words }),
  button_reply: z.strictObject({ id, title: words }),
  list_reply: z.strictObject({ id, title: words, description: z.string().optional() }),
  nfm_reply: z.strictObject({
    name: z.string().optional(),
    body: z.string().optional(),
    response_json: z.string(),
  }),
  reaction: z.strictObject({ of: id, emoji: z.string().max(40).optional() }),
  order: wire,
  edit: z.strictObject({ of: id, text: words }),
  revoke: z.strictObject({ of: id }),
  unsupported: z.strictObject({ type: z.string().optional() }),
  system: wire,
  request_welcome: z.literal(true),
}
export type ContentName = keyof typeof content
const names = Object.keys(content) as ContentName[] // the keys of the object above

const optional = Object.fromEntries(names.map((name) => [name, content[name].optional()])) as {
  [K in ContentName]: z.ZodOptional<(typeof content)[K]> // as the line before makes it
}

export const MessageInput = z
  .strictObject({
    number: id,
    context: z
      .union([
        z.strictObject({ replyTo: id }),
        z.strictObject({ forwarded: z.literal(true) }),
        z.strictObject({ frequentlyForwarded: z.literal(true) }),
      ])
      .optional(),
    referral: z.union([z.literal(true), wire]).optional(),
    ...optional,
  })
  .refine((message) => names.filter((name) => message[name] !== undefined).length === 1, {
    error: `needs one of ${names.join(', ')}`,
  })
export type MessageInput = z.output<typeof MessageInput>

export const nameOf = (message: MessageInput): ContentName =>
  names.find((name) => message[name] !== undefined) ?? 'text'

const phone = z.string().refine((text) => /^\+?[\d\s().-]{8,20}$/.test(text), 'is not a phone number')
const name = z.string().trim().min(1).max(100)

export const NewCustomerInput = z.strictObject({
  name: name.optional(),
  phone: phone.optional(),
  username: z
    .string()
    .regex(/^@?[a-z0-9._]{3,35}$/, 'has 3 to 35 of a-z, 0-9, dot and underscore')
    .transform((text) => text.replace('@', ''))
    .optional(),
  hidePhone: z.boolean().optional(),
})

export const CustomerChangeInput = z.strictObject({
  name: name.optional(),
  blocked: z.boolean().optional(),
  online: z.boolean().optional(),
  readReceipts: z.boolean().optional(),
  newPhone: phone.optional(),
})
