import { UserPlus } from 'lucide-react'
import type { Feature } from '../../app/feature.ts'

export const team: Feature = {
  name: 'team',
  commands: [
    {
      id: 'invite-agent',
      to: '/settings/team/invite',
      icon: UserPlus,
      label: { pt: 'Convidar atendente', en: 'Invite agent' },
      permission: 'operators:create',
    },
  ],
}
