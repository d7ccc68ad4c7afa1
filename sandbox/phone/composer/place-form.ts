import { choice, field } from '../dom/controls.ts'
import { askFor } from '../dom/dialog.ts'
import { say } from '../language.ts'
import { sendAbout } from './send-about.ts'

const places = [
  {
    name: 'Avenida Paulista, 1578',
    address: 'Bela Vista, São Paulo - SP',
    latitude: -23.56141,
    longitude: -46.65588,
  },
  {
    name: 'Praça da Liberdade',
    address: 'Savassi, Belo Horizonte - MG',
    latitude: -19.93194,
    longitude: -43.93806,
  },
  { name: 'Farol da Barra', address: 'Barra, Salvador - BA', latitude: -13.01038, longitude: -38.53278 },
  { name: 'Jardim Botânico', address: 'Curitiba - PR', latitude: -25.44255, longitude: -49.23945 },
]

export function openPlaceForm(): void {
  const options: Array<[string, string]> = places.map(({ name, address }, at) => [
    String(at),
    `${name} · ${address}`,
  ])
  const known = choice(say('place'), [...options, ['', say('otherPlace')]], '0')
  const latitude = field({ label: say('latitude'), inputmode: 'decimal' })
  const longitude = field({ label: say('longitude'), inputmode: 'decimal' })
  const own = [latitude.root, longitude.root]
  const show = () => {
    for (const each of own) each.hidden = known.select.value !== ''
  }
  known.select.addEventListener('change', show)
  show()
  askFor(
    { title: say('sendLocation'), submit: say('send'), kind: 'sheet' },
    [known.root, ...own],
    async () => {
      const picked = known.select.value === '' ? undefined : places[Number(known.select.value)]
      const typed = {
        latitude: degrees(latitude.input.value, 90),
        longitude: degrees(longitude.input.value, 180),
      }
      if (!picked && typed.latitude === undefined) latitude.complain(say('badDegrees', { most: 90 }))
      else if (!picked && typed.longitude === undefined) longitude.complain(say('badDegrees', { most: 180 }))
      else {
        const location = picked ?? { latitude: typed.latitude ?? 0, longitude: typed.longitude ?? 0 }
        void sendAbout(say('location'), { location })
        return true
      }
      return false
    },
  )
}

function degrees(typed: string, most: number): number | undefined {
  const read = Number(typed.trim().replace(',', '.'))
  return typed.trim() !== '' && Math.abs(read) <= most ? read : undefined
}
