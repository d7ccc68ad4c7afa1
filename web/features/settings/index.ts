import { Settings } from 'lucide-react'
import type { Feature } from '../../app/feature.ts'
import { sections } from './sections.ts'

export const settings: Feature = {
  name: 'settings',
  nav: [
    {
      to: '/settings',
      icon: Settings,
      label: { pt: 'Configurações', en: 'Settings' },
      goKey: 's',
      foot: true,
    },
  ],
  commands: sections.map(({ to, icon, label, permission }) => ({
    id: `open ${to}`,
    to,
    icon,
    label,
    permission,
  })),
}
