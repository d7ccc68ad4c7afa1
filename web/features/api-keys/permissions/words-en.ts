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
    accounts: {
      read: 'See WhatsApp accounts and numbers',
      manage: 'Connect, change and remove accounts and numbers',
    },
    contacts: {
      read: 'See contacts',
      'read-details': 'See the whole CPF or CNPJ of contacts',
      create: 'Create contacts',
      update: 'Change and block contacts',
      merge: 'Merge contacts and undo merges',
      delete: 'Remove contacts',
    },
    conversations: {
      read: 'See the own conversations and those that nobody has',
      'read-all': 'See the conversations of everybody',
      reply: 'Start conversations and send messages',
      assign: 'Assign conversations',
      close: 'Close conversations',
    },
    tabulations: {
      read: 'See the tabulations',
      manage: 'Create, change and remove tabulations',
    },
    webhooks: {
      read: 'See the webhooks and what was delivered',
      manage: 'Create webhooks, which receive every event asked for, and send notices again',
    },
    settings: {
      read: 'See the settings',
      inbox: 'Change the settings of the inbox',
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
    accounts: 'Accounts and numbers',
    contacts: 'Contacts',
    conversations: 'Conversations',
    tabulations: 'Tabulations',
    webhooks: 'Webhooks',
    settings: 'Settings',
    audit: 'Audit log',
    operations: 'Server',
    queues: 'Jobs',
  },
}
