import { z } from 'zod'
import { refusal } from '../errors.ts'
import { fail, parse, text, webUrl } from '../parse.ts'
import { Contacts } from './contacts.ts'
import { Interactive } from './interactive.ts'
import { TemplatePart } from './template-shape.ts'

const file = { id: z.string().regex(/^\d+$/, 'it is not an id').optional(), link: webUrl.optional() }
const caption = { caption: text(1024, 0).optional() }

const mediaOf = <S extends z.ZodRawShape>(more: S) =>
  z.strictObject({ ...file, ...more }).refine(
    // What is refined is what the two optional keys of `file` left of it.
    (part) => ('id' in part && part.id !== undefined) !== ('link' in part && part.link !== undefined),
    fail(100, "One of the parameters 'id' and 'link' is required, and only one"),
  )

const coordinate = (most: number) => z.coerce.number().min(-most).max(most)

const parts = {
  text: z.strictObject({ body: text(4096), preview_url: z.boolean().optional() }),
  image: mediaOf(caption),
  video: mediaOf(caption),
  document: mediaOf({ ...caption, filename: text(240).optional() }),
  audio: mediaOf({ voice: z.boolean().optional() }),
  sticker: mediaOf({}),
  location: z.strictObject({
    latitude: coordinate(90),
    longitude: coordinate(180),
    name: text(1000).optional(),
    address: text(1000).optional(),
  }),
  contacts: Contacts,
  reaction: z.strictObject({ message_id: z.string().min(1), emoji: text(32, 0) }),
  interactive: Interactive,
  template: TemplatePart,
}
export type PartName = keyof typeof parts
const names = Object.keys(parts) as [PartName, ...PartName[]] // the keys of the line above

const wamid = z
  .string()
  .refine((id) => id.startsWith('wamid.'), fail(131009, 'message_id is not an id of a message'))

const Envelope = z.object({
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.enum(['individual', 'group']).default('individual'),
  to: z.string().optional(),
  recipient: z.string().optional(),
  type: z.enum(names).default('text'),
  context: z.strictObject({ message_id: wamid }).optional(),
  biz_opaque_callback_data: text(512).optional(),
})

const Parts = z.record(z.string(), z.unknown())

type Content = { [K in PartName]: { type: K; part: z.output<(typeof parts)[K]> } }[PartName]
export type Outgoing = Omit<z.output<typeof Envelope>, 'type'> & Content

/** Keys that the API does not know are ignored at the top and refused below, as Meta does. */
export function readOutgoing(body: unknown): Outgoing {
  const { type, ...envelope } = parse(Envelope, body)
  const part = parse(parts[type], Parts.parse(body)[type], [type])
  if (type === 'reaction' && envelope.context) throw refusal(131009, 'A reaction cannot have a context')
  return { ...envelope, type, part } as Outgoing // the part is what the schema of its type gave
}

export const MarkAsRead = z.object({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: z.string(),
  typing_indicator: z.strictObject({ type: z.literal('text') }).optional(),
})
