import type { Translation } from '../../../app/i18n.ts'
import type { pt } from './words.ts'

export const en: Translation<typeof pt> = {
  can: {
    profile: {
      read: 'Read the own profile and sessions',
      update: 'Change the own profile and password',
    },
    operators: {
      read: 'See names and presence of the team',
      'read-details': 'See e-mail, capacity and last visit of each person',
      'update-own': 'Mark presence and take conversations as an agent',
      create: 'Invite and create agents',
      update: 'Change role, details and access of agents',
      delete: 'Remove agents from the team',
    },
    'api-keys': {
      read: 'See which keys there are',
      create: 'Create other keys, up to its own permissions',
      revoke: 'Revoke keys, this one included',
    },
    settings: {
      read: 'See the settings',
      security: 'Change the security policy and how long the audit log is kept',
    },
    audit: { read: 'Read and verify the audit log', export: 'Export the whole audit log' },
    operations: { read: 'See the state of the server' },
    queues: {
      read: 'See the background jobs',
      manage: 'Retry, cancel and throw away jobs',
    },
  },
  noun: {
    profile: 'Profile',
    operators: 'Team',
    'api-keys': 'API keys',
    settings: 'Settings',
    audit: 'Audit log',
    operations: 'Server',
    queues: 'Jobs',
  },
}
