import { say } from '../language.ts'
import { Refusal } from './calls.ts'

/** A sentence for people: what the sandbox said, or that it said nothing. */
export const why = (error: unknown): string =>
  error instanceof Refusal ? say('refused', { reason: error.message }) : say('unreachable')
