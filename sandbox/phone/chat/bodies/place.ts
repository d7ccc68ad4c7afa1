import { h } from '../../dom/h.ts'
import { icon } from '../../dom/icons.ts'
import { say } from '../../language.ts'
import { fields, number, text } from '../../wire/unknown.ts'

export function buildPlace(content: unknown): HTMLElement {
  const { latitude, longitude, name, address } = fields(content)
  const at = { latitude: number(latitude), longitude: number(longitude) }
  const label = text(name) || say('location')
  const query = `mlat=${at.latitude}&mlon=${at.longitude}#map=16/${at.latitude}/${at.longitude}`
  return h(
    'a',
    {
      class: 'place',
      href: `https://www.openstreetmap.org/?${query}`,
      target: '_blank',
      rel: 'noopener noreferrer',
    },
    h(
      'span',
      { class: 'map' },
      drawMap(at.latitude, at.longitude),
      h('span', { class: 'map-pin' }, icon('pin', 24)),
    ),
    h('b', {}, label),
    h('small', {}, text(address) || `${at.latitude.toFixed(5)}, ${at.longitude.toFixed(5)}`),
  )
}

/** Streets of nowhere: nothing is fetched from outside, and another place has other streets. */
function drawMap(latitude: number, longitude: number): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg')
  svg.setAttribute('viewBox', '0 0 240 110')
  svg.setAttribute('preserveAspectRatio', 'xMidYMid slice')
  svg.setAttribute('aria-hidden', 'true')
  const turn = Math.abs(Math.round((latitude * 7919 + longitude * 104_729) % 40))
  const streets = [
    ['block', `M${20 + turn} -5h46v38h-46zM${110 + turn} 64h58v60h-58z`],
    [
      'water',
      `M-10 ${86 + turn / 4}C50 ${66 + turn / 2} 90 120 160 ${100 - turn / 4}S230 70 260 96V130H-10Z`,
    ],
    [
      'street',
      `M-10 ${40 - turn / 3}L260 ${58 + turn / 3}M${60 + turn} -10L${40 + turn} 130M${170 - turn} -10L${200 - turn} 130`,
    ],
    [
      'lane',
      `M-10 ${16 + turn / 2}L260 ${22 - turn / 4}M${112 + turn / 2} -10L${104 - turn / 2} 130M-10 ${76 - turn / 2}L260 ${86}`,
    ],
  ]
  for (const [kind, d] of streets) {
    const path = document.createElementNS(namespace, 'path')
    path.setAttribute('class', kind ?? '')
    path.setAttribute('d', d ?? '')
    svg.append(path)
  }
  return svg
}

const namespace = 'http://www.w3.org/2000/svg'
