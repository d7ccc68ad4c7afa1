import type { ThreadMessage } from '../../api.ts'
import { h } from '../dom/h.ts'
import { icon } from '../dom/icons.ts'
import { say, type Word } from '../language.ts'

/** One tick: with the network. Two: on the phone. Two in blue: read. The words say it to who sees no colour. */
export function buildTicks({ status, error }: Pick<ThreadMessage, 'status' | 'error'>): HTMLElement {
  const words = say(names[status])
  const title = error ? `${words}: ${error.title}` : words
  const shape =
    status === 'failed' ? icon('alert', 14) : status === 'accepted' ? icon('clock', 12) : ticks(status)
  return h(
    'span',
    { class: `ticks ${status}`, 'data-status': status, role: 'img', 'aria-label': title, title },
    shape,
  )
}

function ticks(status: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const attributes = { viewBox: '0 0 16 11', width: '16', height: '11', 'aria-hidden': 'true' }
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value)
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute(
    'd',
    status === 'sent' ? 'M4 6l3 3 5.500-7.500' : 'M1 6l3 3 5.500-7.500M6.800 8l1 1 6-7.500',
  )
  svg.append(path)
  return svg
}

const names: Record<ThreadMessage['status'], Word> = {
  accepted: 'statusAccepted',
  sent: 'statusSent',
  delivered: 'statusDelivered',
  read: 'statusRead',
  played: 'statusPlayed',
  failed: 'statusFailed',
}
