import { type QueryClient, queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type ParsedLocation, redirect } from '@tanstack/react-router'
import type { Permission } from '#contract/permissions.ts'
import type { PersonMe, ProfileChange } from '#contract/team.ts'
import { ApiProblem, api } from './api.ts'
import { enrolAddress, returnPath, SIGN_IN, signInAddress } from './door.ts'
import { currentLanguage, type Language, setLanguage } from './i18n.ts'
import { setTheme } from './theme.ts'

export { ENROL, SIGN_IN } from './door.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => api.get<PersonMe>('/me', { signal }),
  staleTime: 5 * 60_000,
})

/** Inside the shell somebody is signed in: its route does not open before. */
export const usePerson = () => useSuspenseQuery(meQuery).data
export const useCan = (permission: Permission) => usePerson().permissions.includes(permission)

/** What is known of oneself after a change: at once as it must be now, then as the server says. */
export function useAmendMe(): (change: Partial<PersonMe>) => Promise<void> {
  const queryClient = useQueryClient()
  return (change) => {
    queryClient.setQueryData(meQuery.queryKey, (me) => (me ? { ...me, ...change } : me))
    return queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
  }
}

type Guarded = { context: { queryClient: QueryClient }; location: ParsedLocation }

/** Nobody gets in without signing in, nor without the second factor that their role demands. */
export async function requirePerson(guarded: Guarded): Promise<void> {
  const person = await loadPerson(guarded)
  if (person.mustEnrolSecondFactor) throw redirect({ href: enrolAddress(guarded.location.href) })
}

/** For the one page between the door and the rooms. */
export async function requireEnrolment(guarded: Guarded): Promise<void> {
  const person = await loadPerson(guarded)
  const { next } = guarded.location.search as { next?: unknown } // any address may be typed; returnPath looks at it
  if (!person.mustEnrolSecondFactor) throw redirect({ href: returnPath(next) })
}

async function loadPerson({ context: { queryClient }, location }: Guarded): Promise<PersonMe> {
  const known = queryClient.getQueryData(meQuery.queryKey)
  try {
    const person = await queryClient.ensureQueryData(meQuery)
    if (!known) adoptPreferences(person)
    return person
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401)
      throw redirect({ href: signInAddress(location.href) })
    throw error
  }
}

/** As the installation calls the first administrator, until they say their name. */
export const isNameless = ({ name }: Pick<PersonMe, 'name'>) => name === 'Administrador'

/**
 * Somebody has just proved who they are on this page. The language they chose at the door goes into their profile, and
 * so does the one that the first administrator reads, as long as theirs is just what the installation came with.
 * Anybody else gets theirs back, whatever their browser speaks: it was chosen.
 */
export async function admit(queryClient: QueryClient, person: PersonMe, chosen?: Language): Promise<void> {
  const asInstalled = isNameless(person) && !person.welcomed && person.locale === 'pt-BR'
  const language = chosen ?? (asInstalled ? currentLanguage() : undefined)
  queryClient.clear()
  queryClient.setQueryData(meQuery.queryKey, person)
  adoptPreferences({ ...person, locale: language ?? person.locale })
  if (language && language !== person.locale)
    await savePreference(queryClient, { locale: language }).catch(() => undefined) // it holds in this browser
}

/** Holds in this browser at once; the profile follows, so that it holds on the next computer too. */
export async function savePreference(
  queryClient: QueryClient,
  change: Pick<ProfileChange, 'locale' | 'theme'>,
) {
  if (change.locale) setLanguage(change.locale)
  if (change.theme) setTheme(change.theme)
  queryClient.setQueryData(meQuery.queryKey, (me) => (me ? ({ ...me, ...change } as PersonMe) : me)) // undefined keys never get here
  if (queryClient.getQueryData(meQuery.queryKey)) await api.patch('/me', change)
}

let leaving = false

/** Leaves by a full load of the page: nothing the last person saw stays in memory. */
export async function signOut(): Promise<void> {
  leaving = true
  try {
    await api.post('/auth/sign-out')
  } catch (error) {
    leaving = error instanceof ApiProblem && error.status === 401
    if (!leaving) throw error
  }
  window.location.assign(SIGN_IN)
}

/** Ended from elsewhere, or idle too long. The address brings the person back to where they were. */
export function endSession(href: string): void {
  if (leaving) return
  leaving = true
  window.location.assign(signInAddress(href, 'ended'))
}

function adoptPreferences(person: Pick<PersonMe, 'locale' | 'theme'>) {
  setLanguage(person.locale)
  setTheme(person.theme)
}
