import { useState } from 'react'
import { ApiProblem } from '../../app/api.ts'
import { type Owner, type Rules, rulesFor } from './password.ts'

export type NewPassword = {
  password: string
  type: (password: string) => void
  rules: Rules
  minLength: number
  good: boolean
  /** What the server had against it, by its code. */
  refused: string | undefined
}

export function useNewPassword(
  owner: Owner,
  minLength: number,
  error: unknown,
  pointer: '/password' | '/new',
): NewPassword {
  const [password, type] = useState('')
  const rules = rulesFor(password, owner, minLength)
  const refused = error instanceof ApiProblem ? error.field(pointer) : undefined
  return { password, type, rules, minLength, good: rules.length && rules.notYours, refused }
}
