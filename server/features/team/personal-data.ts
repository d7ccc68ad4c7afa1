import type { PersonalData } from '#platform/feature.ts'

const asLongAsAccount = 'With the account, of which it is a part.'

/** What is kept on the people who work here. */
export const personalData: readonly PersonalData[] = [
  {
    table: 'people',
    about: 'person',
    columns: ['name', 'email', 'password_hash', 'totp_secret_encrypted'],
    keep: 'While the person works here, to sign in; afterwards as the author of what they did, until they are erased.',
  },
  {
    table: 'sessions',
    about: 'person',
    columns: ['person_id', 'ip', 'user_agent'],
    keep: 'While the session lives, so that people recognise their own and end others.',
  },
  {
    table: 'sign_in_challenges',
    about: 'person',
    columns: ['person_id'],
    keep: 'A few minutes, between the password and the second factor.',
  },
  {
    table: 'sign_in_failures',
    about: 'person',
    columns: ['person_id', 'account_hash', 'network'],
    keep: 'A day, to lock accounts and networks from which passwords are guessed.',
  },
  {
    table: 'one_time_links',
    about: 'person',
    columns: ['person_id', 'created_by'],
    keep: 'Until a day after the link has run out, so that it is used once.',
  },
  { table: 'recovery_codes', about: 'person', columns: ['person_id'], keep: asLongAsAccount },
  {
    table: 'presence_connections',
    about: 'person',
    columns: ['person_id'],
    keep: 'While the person is connected, to know who is there.',
  },
  {
    table: 'api_keys',
    about: 'person',
    columns: ['created_by'],
    keep: 'As long as the key is listed, to know who made it; empty once that person is erased.',
  },
]
