import type { Feature } from './app/feature.ts'

/** The one explicit list of what the web app is made of, in the order of the rail. */
export const features: readonly Feature[] = []
