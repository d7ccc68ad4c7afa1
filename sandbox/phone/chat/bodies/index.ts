import type { ThreadMessage } from '../../../api.ts'
import { h } from '../../dom/h.ts'
import { icon } from '../../dom/icons.ts'
import { say } from '../../language.ts'
import { tapped } from '../../text/preview.ts'
import { showText } from '../../text/show.ts'
import { type Offer, offerOfInteractive, offerOfTemplate } from '../../wire/offer.ts'
import { fields, text } from '../../wire/unknown.ts'
import { buildContacts, buildOrder } from './cards.ts'
import { buildMedia } from './media.ts'
import { buildActions, buildOfferWords, type Tapping } from './offer.ts'
import { buildPlace } from './place.ts'

type Around = { taken: boolean; tap: Tapping }

/** What is inside of a bubble, whatever kind of message it is. */
export function buildBody(message: ThreadMessage, around: Around): Node[] {
  const { type, content, template } = message
  if (message.deletedAt !== undefined) return [aside('blocked', say('deleted'))]
  switch (type) {
    case 'text':
      return [showText(text(fields(content).body))]
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return buildMedia(message)
    case 'location':
      return [buildPlace(content)]
    case 'contacts':
      return buildContacts(content)
    case 'template':
      return template
        ? buildOffer(message, offerOfTemplate(template), around)
        : [aside('info', say('template'))]
    case 'interactive':
      return message.direction === 'in'
        ? buildTap(tapped(fields(content)))
        : buildOffer(message, offerOfInteractive(content), around)
    case 'button':
      return buildTap({ title: text(fields(content).text), description: '' })
    case 'order':
      return [buildOrder(content)]
    default:
      return [aside('info', say('unknownKind'))]
  }
}

function buildOffer(message: ThreadMessage, offer: Offer, { taken, tap }: Around): Node[] {
  const actions = offer.actions.length > 0 ? [buildActions(message, offer.actions, taken, tap)] : []
  return [...(message.media ? buildMedia(message) : []), ...buildOfferWords(offer), ...actions]
}

const buildTap = ({ title, description }: { title: string; description: string }): Node[] => [
  showText(title),
  ...(description ? [h('p', { class: 'offer-footer' }, description)] : []),
]

const aside = (name: 'blocked' | 'info', words: string) => h('p', { class: 'aside' }, icon(name, 16), words)
