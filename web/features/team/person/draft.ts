import type { Role } from '#contract/permissions.ts'
import { ApiProblem } from '../../../app/api.ts'
import { say } from '../words.ts'

/** What a form about a person holds; the capacity as it is typed. */
export type Draft = { name: string; email: string; role: Role; capacity: string }
export type DraftErrors = Partial<Record<keyof Draft, string>>

export const emptyDraft: Draft = { name: '', email: '', role: 'agent', capacity: '5' }

/** A slip of the hand is caught here; the server decides the rest. */
export function slips({ name, email, capacity }: Draft): DraftErrors {
  const address = email.trim()
  return {
    ...(!name.trim() && { name: say('form.nameMissing') }),
    ...(name.trim().length > 120 && { name: say('form.nameLong') }),
    ...(!/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(address) && { email: say('form.emailIncomplete') }),
    ...(!address && { email: say('form.emailMissing') }),
    ...(capacityOf(capacity) === null && { capacity: say('capacityRange') }),
  }
}

export function capacityOf(typed: string): number | null {
  const capacity = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : null
  return capacity !== null && capacity <= 500 ? capacity : null
}

/** What the server found wrong, under the field that it is about. */
export function fieldRefusals(error: unknown): DraftErrors {
  if (!(error instanceof ApiProblem)) return {}
  if (error.code === 'email_taken') return { email: say('refused.email_taken') }
  return {
    ...(error.field('/name') && { name: say('form.nameMissing') }),
    ...(error.field('/email') && { email: say('form.emailIncomplete') }),
    ...(error.field('/capacity') && { capacity: say('capacityRange') }),
  }
}

export const isEmpty = (errors: DraftErrors) => Object.keys(errors).length === 0
