import { House } from 'lucide-react'
import type { Feature } from '../../app/feature.ts'

export const home: Feature = {
  name: 'home',
  nav: [{ to: '/', icon: House, label: { pt: 'Início', en: 'Home' }, goKey: 'h' }],
}
