import type { Feature } from './app/feature.ts'
import { accounts } from './features/accounts/index.ts'
import { apiKeys } from './features/api-keys/index.ts'
import { audit } from './features/audit/index.ts'
import { home } from './features/home/index.ts'
import { settings } from './features/settings/index.ts'
import { team } from './features/team/index.ts'
import { webhooks } from './features/webhooks/index.ts'

/** The one explicit list of what the web app is made of, in the order of the rail. */
export const features: readonly Feature[] = [home, settings, team, accounts, apiKeys, webhooks, audit]
