import { UserPlus } from 'lucide-react'
import type { Feature } from '../../app/feature.ts'

export const team: Feature = {
  name: 'team',
  commands: [
    {
      id: 'invite-person',
      to: '/settings/team/invite',
      icon: UserPlus,
      label: { pt: 'Convidar pessoa', en: 'Invite person' },
      permission: 'operators:create',
    },
  ],
}
