import type { Feature } from './app/feature.ts'
import { home } from './features/home/index.ts'
import { settings } from './features/settings/index.ts'

/** The one explicit list of what the web app is made of, in the order of the rail. */
export const features: readonly Feature[] = [home, settings]
