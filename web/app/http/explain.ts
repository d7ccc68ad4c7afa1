import { formats } from '../../ui/display/format.ts'
import { currentLanguage } from '../i18n.ts'
import { pt, say } from '../words.ts'
import { ApiProblem } from './problem.ts'

type Known = keyof typeof pt.problem

/**
 * One plain sentence for whatever went wrong. The server's own text is English and for developers, so people read ours:
 * by code, else by status. A feature says more about its own codes before it asks here.
 */
export function explain(error: unknown): string {
  if (!(error instanceof ApiProblem)) return say('problem.unknown')
  if (error.status === 429 && error.retryAfter !== undefined) {
    const wait = formats({ locale: currentLanguage() }).duration(error.retryAfter * 1000)
    return say('problem.too_many_requests_wait', { wait })
  }
  return say(`problem.${known(error.code) ?? byStatus(error.status)}`)
}

const known = (code: string) => (code in pt.problem ? (code as Known) : undefined)

function byStatus(status: number): Known {
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'not_found'
  if (status === 409 || status === 412) return 'conflict'
  if (status === 400 || status === 422) return 'invalid'
  if (status === 413) return 'too_large'
  if (status === 429) return 'too_many_requests'
  return status >= 502 && status <= 504 ? 'unavailable' : 'unknown'
}
