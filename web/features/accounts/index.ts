import { Smartphone } from 'lucide-react'
import type { Feature } from '../../app/feature.ts'

export const accounts: Feature = {
  name: 'accounts',
  commands: [
    {
      id: 'add-account',
      to: '/settings/accounts/new',
      icon: Smartphone,
      label: { pt: 'Adicionar conta do WhatsApp', en: 'Add WhatsApp account' },
      permission: 'accounts:manage',
    },
  ],
}
