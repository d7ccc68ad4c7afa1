import { z } from 'zod'
import type { MessageError } from '#contract/messages.ts'
import type { ProviderError } from '../../../channel.ts'
import { explainError } from '../../errors.ts'
import { Id, list, maybe, Text } from '../shape/lenient.ts'

const Trouble = z.object({
  code: maybe(Id(50)),
  title: maybe(Text(500)),
  message: maybe(Text(2000)),
  error_data: maybe(z.object({ details: maybe(Text(2000)) })),
})

const Troubles = list(Trouble, 1)

/** The first of `errors`: there has never been a second. */
export function readErrors(errors: unknown): ProviderError | null {
  if (errors === undefined) return null
  const [first] = Troubles.parse(errors)
  if (!first) return null
  const { code, title, message, error_data } = first
  return explainError({ code, title, message, details: error_data?.details ?? null })
}

/** What a person gets to see of it. */
export const shown = ({ code, title, detail, todo }: ProviderError): MessageError => ({
  code,
  title,
  detail,
  todo,
})
