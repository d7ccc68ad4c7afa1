import { type Identity, keyOf, phoneKeyOf } from './identities.ts'

/** What is shown of somebody, as far as a channel tells it. */
export type Acquaintance = {
  id: string
  profileName: string | null
  username: string | null
  phone: string | null
  appeared: boolean
  changed: boolean
}

type Standing = { contact: Acquaintance; replacedAt: Date | null }
export type KnownIdentity = Identity & Standing

/** What is known of the people in a batch; grows while it is gone through. */
export type Memory = {
  byKey: Map<string, Standing>
  byPhone: Map<string, Standing[]>
  /** Whoever writes from a number that was given up before this is somebody else. */
  notLateBefore: Date
}

// As long as the provider repeats what we did not acknowledge. Numbers are given to others only after months.
const lateDays = 7

export function memoryOf(known: readonly KnownIdentity[], now: Date): Memory {
  const notLateBefore = new Date(now.getTime() - lateDays * 86_400_000)
  const memory: Memory = { byKey: new Map(), byPhone: new Map(), notLateBefore }
  for (const { contact, replacedAt, ...identity } of known)
    remember(memory, identity, { contact, replacedAt })
  return memory
}

export function remember({ byKey, byPhone }: Memory, identity: Identity, standing: Standing): void {
  byKey.set(keyOf(identity), standing)
  if (identity.phone === null) return
  const key = phoneKeyOf(identity.channel, identity.phone)
  byPhone.set(key, [...(byPhone.get(key) ?? []), standing])
}

/** Who it is; null for somebody new, and where two contacts share the number and neither is meant exactly. */
export function recognise(memory: Memory, identities: readonly Identity[]): Acquaintance | null {
  const byUserId = identities.some(({ kind }) => kind === 'user_id')
  for (const identity of identities) {
    const found = memory.byKey.get(keyOf(identity))
    if (found && isStillTheirs(memory, identity, found, byUserId)) return found.contact
  }
  return theOnlyBearer(memory, identities, byUserId)
}

function theOnlyBearer(
  memory: Memory,
  identities: readonly Identity[],
  byUserId: boolean,
): Acquaintance | null {
  const bearers = identities.flatMap((identity) => bearersOf(memory, identity, byUserId))
  const [first, ...others] = new Set(bearers)
  return first && others.length === 0 ? first : null
}

/** Everybody who has this number, in either spelling. */
export function bearersOf(memory: Memory, identity: Identity, byUserId = true): Acquaintance[] {
  if (identity.phone === null) return []
  const found = memory.byPhone.get(phoneKeyOf(identity.channel, identity.phone)) ?? []
  return found.filter((one) => isStillTheirs(memory, identity, one, byUserId)).map(({ contact }) => contact)
}

/**
 * A number that somebody gave up comes with late messages for a while, and later with somebody else, who also shows
 * themselves by a user id that we do not know. User ids are given to nobody else.
 */
const isStillTheirs = (
  { notLateBefore }: Memory,
  { kind }: Identity,
  { replacedAt }: Standing,
  byUserId: boolean,
): boolean => replacedAt === null || kind !== 'wa_id' || (!byUserId && replacedAt >= notLateBefore)

/** What they are not yet known by, and what was somebody else's before. */
export const unclaimed = (
  { byKey }: Memory,
  contact: Acquaintance,
  identities: readonly Identity[],
): Identity[] =>
  identities.filter((identity) => {
    const found = byKey.get(keyOf(identity))
    return !found || (found.replacedAt !== null && found.contact !== contact)
  })
