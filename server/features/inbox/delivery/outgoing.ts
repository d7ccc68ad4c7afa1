import { z } from 'zod'
import { ContactCard, Interactive, Location, TemplateToSend } from '#contract/messages.ts'
import type { Ctx } from '#platform/context.ts'
import type { Outgoing, OutgoingParameter, ProviderError } from '../../../channels/channel.ts'
import type { Known } from './claim.ts'
import type { Claimed } from './claims-store.ts'
import { providerMedia } from './upload.ts'

/** What a queued row holds beside its text, as `queueMessage` wrote it. */
const Stored = z.object({
  previewUrl: z.boolean().optional(),
  location: Location.optional(),
  contacts: z.array(ContactCard).optional(),
  interactive: Interactive.optional(),
  template: TemplateToSend.optional(),
  reaction: z.object({ providerId: z.string(), emoji: z.string() }).optional(),
  voice: z.boolean().optional(),
})

/** `brought`: a file was brought to the provider for it, or was there already. */
type Prepared = { message: Outgoing; brought?: true } | { error: ProviderError }

/** The row as the channel takes it; media is brought to the provider first. */
export async function outgoing(ctx: Ctx, row: Claimed, known: Known): Promise<Prepared> {
  const stored = Stored.safeParse(row.content)
  if (!stored.success) return { error: cannotBeSent }
  const {
    location,
    contacts,
    interactive,
    template,
    reaction,
    previewUrl = true,
    voice = false,
  } = stored.data
  if (row.media_id !== null) {
    const media = await providerMedia(ctx, row.media_id, known)
    if ('error' in media) return media
    return { message: { type: 'media', media: { ...media, caption: row.text, voice } }, brought: true }
  }
  if (template) return templated(ctx, template, known)
  if (interactive) return { message: { type: 'interactive', interactive } }
  if (location) return { message: { type: 'location', location } }
  if (contacts) return { message: { type: 'contacts', contacts } }
  if (reaction) return { message: { type: 'reaction', ...reaction } }
  if (row.text !== null) return { message: { type: 'text', text: row.text, previewUrl } }
  return { error: cannotBeSent }
}

async function templated(ctx: Ctx, template: TemplateToSend, known: Known): Promise<Prepared> {
  const troubles: ProviderError[] = []
  const parameter = async (given: Parameter): Promise<OutgoingParameter> => {
    if (!('mediaId' in given)) return plain(given)
    const media = await providerMedia(ctx, given.mediaId, known)
    if ('error' in media) troubles.push(media.error)
    return { type: given.type, providerId: 'error' in media ? '' : media.providerId, ...named(given) }
  }
  const all = (given: readonly Parameter[] = []) => Promise.all(given.map(parameter))
  const [header, body] = [await all(template.header), await all(template.body)]
  const buttons = await Promise.all(
    (template.buttons ?? []).map(async (button) => ({
      ...button,
      parameter: await parameter(button.parameter),
    })),
  )
  const [error] = troubles
  if (error) return { error }
  const { name, language } = template
  const message: Outgoing = { type: 'template', template: { name, language, header, body, buttons } }
  const given = [
    ...(template.header ?? []),
    ...(template.body ?? []),
    ...(template.buttons ?? []).map(({ parameter }) => parameter),
  ]
  return given.some((one) => 'mediaId' in one) ? { message, brought: true } : { message }
}

type Parameter = NonNullable<TemplateToSend['body']>[number]

const named = ({ name }: { name?: string | undefined }) => (name === undefined ? {} : { name })

const plain = (given: Exclude<Parameter, { mediaId: string }>): OutgoingParameter =>
  given.type === 'text' ? { type: 'text', text: given.text, ...named(given) } : given

const cannotBeSent: ProviderError = {
  code: 'not_sendable',
  title: 'This message cannot be sent',
  detail: null,
  class: 'C',
  scope: 'message',
  trouble: 'not_sendable',
  todo: null,
  retryAfterMs: null,
}
