import type { ThreadMessage } from '../../api.ts'
import { tell } from '../dom/toast.ts'
import { say } from '../language.ts'
import { changed, chatKey, on, state, type Unsent } from '../state.ts'
import { putMessage } from '../store.ts'
import { type Draft, type Upload, upload, write } from '../wire/calls.ts'
import { fields, list, text } from '../wire/unknown.ts'
import { why } from '../wire/why.ts'

/** Sent from the chat that is open now, whichever is open when the answer comes. */
export const sendDraft = (words: string, draft: Draft): Promise<void> =>
  send(words, (customer, number) => write(customer, number, draft), isChange(draft))

export const sendFile = (words: string, file: Upload): Promise<void> =>
  send(words, (customer, number) => upload(customer, number, file), false)

export const react = (message: ThreadMessage, emoji: string): Promise<void> =>
  sendDraft(emoji, { reaction: { of: message.id, ...(emoji && { emoji }) } })

/** The same content again, marked as forwarded, to the business that is open. */
export async function forward(message: ThreadMessage): Promise<void> {
  const { type, media } = message
  const context = { forwarded: true } as const
  const content = fields(message.content)
  const words = text(content.body) || text(content.caption)
  if (media && isUpload(type)) {
    const file = await fetch(media.url).then(
      (response) => (response.ok ? response.blob() : undefined),
      () => undefined,
    )
    if (!file) return tell(say('mediaGone'), 'bad')
    const name = media.filename ?? type
    return sendFile(name, {
      kind: type,
      file,
      name,
      forwarded: true,
      ...(words && { caption: words }),
      voice: content.voice === true,
    })
  }
  const location = type === 'location' && {
    latitude: Number(content.latitude),
    longitude: Number(content.longitude),
  }
  if (location) return sendDraft(say('location'), { location, context })
  if (type === 'contacts')
    return sendDraft(say('contact'), { contacts: list(message.content).map(fields), context })
  return sendDraft(words, {
    text: words || message.template?.body || text(fields(content.body).text),
    context,
  })
}

type Sending = (customer: string, number: string) => Promise<ThreadMessage>

async function send(words: string, sending: Sending, isChange: boolean): Promise<void> {
  const { chosen: customer, number } = state
  const key = chatKey()
  const unsent: Unsent = {
    key: `unsent ${++counted}`,
    words,
    failed: null,
    again: () => void attempt(),
    drop: () => show(false),
  }
  function show(visible: boolean): void {
    const others = (state.unsent.get(key) ?? []).filter((each) => each.key !== unsent.key)
    state.unsent.set(key, visible ? [...others, { ...unsent }] : others)
    changed('chat')
  }
  async function attempt(): Promise<void> {
    unsent.failed = null
    // What is through in a moment needs no clock.
    const slow = setTimeout(() => !isChange && show(true), 300)
    try {
      await untilOnline(customer)
      const message = await sending(customer, number)
      clearTimeout(slow)
      show(false)
      // A reaction or a correction changes another message, and the stream tells which.
      if (!isChange) putMessage(customer, number, message)
    } catch (error) {
      clearTimeout(slow)
      unsent.failed = why(error)
      if (isChange) tell(`${say('notSent')} ${unsent.failed}`, 'bad')
      else show(true)
    }
  }
  await attempt()
}

/** A phone without a connection keeps what it is to send. */
function untilOnline(id: string): Promise<void> {
  const isOnline = () => state.customers.find((each) => each.id === id)?.online ?? true
  if (isOnline()) return Promise.resolve()
  return new Promise((resolve) => {
    const off = on(['people'], () => {
      if (!isOnline()) return
      off()
      resolve()
    })
  })
}

const isChange = ({ reaction, edit, revoke }: Draft) => Boolean(reaction ?? edit ?? revoke)

const uploads = ['image', 'video', 'audio', 'document', 'sticker'] as const
const isUpload = (type: string): type is Upload['kind'] => uploads.some((each) => each === type)
let counted = 0
