export const SIGN_IN = '/sign-in'
/** Where a role that demands a second factor sets it up, before anything else. */
export const ENROL = '/second-factor'

/** `ended`: they were in a moment ago, and should read why they are not any more. */
export const signInAddress = (next: string, why?: 'ended'): string =>
  withNext(SIGN_IN, next, why ? { why } : {})

export const enrolAddress = (next: string): string => withNext(ENROL, next)

/** Where to go after signing in: only ever a page of ours, and never back to the door. */
export const returnPath = (next: unknown): string =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) && !isDoor(next) ? next : '/'

function withNext(page: string, next: string, more: Record<string, string> = {}): string {
  const search = new URLSearchParams({ ...more, ...(returnPath(next) !== '/' && { next }) })
  return search.size > 0 ? `${page}?${search}` : page
}

const isDoor = (path: string) => [SIGN_IN, ENROL].includes(path.split(/[?#]/)[0] ?? '')
