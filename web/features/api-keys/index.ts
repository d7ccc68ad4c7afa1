import { KeyRound } from 'lucide-react'
import type { Feature } from '../../app/feature.ts'

export const apiKeys: Feature = {
  name: 'api-keys',
  commands: [
    {
      id: 'create-api-key',
      to: '/settings/api-keys/new',
      icon: KeyRound,
      label: { pt: 'Criar chave de API', en: 'Create API key' },
      permission: 'api-keys:create',
    },
  ],
}
