import { Webhook } from 'lucide-react'
import type { Feature } from '../../app/feature.ts'

export const webhooks: Feature = {
  name: 'webhooks',
  commands: [
    {
      id: 'create-webhook',
      to: '/settings/webhooks/new',
      icon: Webhook,
      label: { pt: 'Criar webhook', en: 'Create webhook' },
      permission: 'webhooks:manage',
    },
  ],
}
