import type { ThreadMessage } from '../../../api.ts'
import { openDialog } from '../../dom/dialog.ts'
import { h } from '../../dom/h.ts'
import { icon } from '../../dom/icons.ts'
import { say } from '../../language.ts'
import { showBytes } from '../../text/bytes.ts'
import { showText } from '../../text/show.ts'
import { fields, text } from '../../wire/unknown.ts'
import { buildAudio } from './audio.ts'

/** Photo, video, sound, document or sticker, with its caption. */
export function buildMedia(message: ThreadMessage): Node[] {
  const { media } = message
  const content = fields(message.content)
  const caption = text(content.caption)
  const words = caption ? [showText(caption)] : []
  if (!media) return [h('p', { class: 'gone' }, icon('alert', 16), say('mediaGone')), ...words]
  const type =
    message.type === 'template' || message.type === 'interactive' ? kindOf(media.mimeType) : message.type
  switch (type) {
    case 'image':
      return [picture(media.url, caption), ...words]
    case 'sticker':
      return [h('img', { class: 'sticker', src: media.url, alt: say('sticker') })]
    case 'video':
      return [
        h('video', {
          class: 'film',
          src: media.url,
          controls: true,
          preload: 'metadata',
          'aria-label': say('video'),
        }),
        ...words,
      ]
    case 'audio':
      return [buildAudio(message, media.url, content.voice === true)]
    default:
      return [documentRow(media), ...words]
  }
}

const kindOf = (mime: string) => /^(image|video|audio)\//.exec(mime)?.[1] ?? 'document'

function picture(url: string, caption: string): HTMLElement {
  const image = h('img', { src: url, alt: caption || say('photo'), loading: 'lazy', decoding: 'async' })
  image.addEventListener('error', () =>
    button.replaceWith(h('p', { class: 'gone' }, icon('alert', 16), say('mediaGone'))),
  )
  const button = h(
    'button',
    { type: 'button', class: 'picture', 'aria-label': `${say('enlarge')}: ${caption || say('photo')}` },
    image,
  )
  button.addEventListener('click', () => {
    const large = h('img', { class: 'large', src: url, alt: caption || say('photo') })
    openDialog({ title: caption || say('photo'), kind: 'full' }, large)
  })
  return button
}

function documentRow({ url, filename, mimeType, bytes }: NonNullable<ThreadMessage['media']>): HTMLElement {
  const name = filename ?? say('document')
  const kind = /\.(\w{1,5})$/.exec(name)?.[1] ?? mimeType.split('/').at(-1) ?? ''
  return h(
    'a',
    { class: 'paper', href: url, download: name, target: '_blank', rel: 'noopener' },
    h('span', { class: 'paper-icon' }, icon('file', 20)),
    h(
      'span',
      { class: 'paper-words' },
      h('b', {}, name),
      h('small', {}, `${kind.toUpperCase()} · ${showBytes(bytes)}`),
    ),
  )
}
