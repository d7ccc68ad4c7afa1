import type { Kysely } from 'kysely'
import type { DB } from '#platform/schema.ts'
import { StartError } from '#platform/start-error.ts'
import { generateRootKey, keyFile, type RootKeySource, readGenerated, readRootKeys } from './root-keys.ts'
import { decrypt, encrypt, newKey, rootKey } from './sealing.ts'
import * as store from './store.ts'

/** Version 0 is for hashes only, and stays: what was hashed cannot be hashed again. */
export const hashVersion = 0

/** How long a new data key is only read with, so that no process meets a value whose key it does not know. */
export const settleSeconds = 10

export type Keyring = {
  dataKeys: ReadonlyMap<number, Buffer>
  hashKey: Buffer
  /** What is sealed from now on is sealed with this one. */
  current: number
  newest: number
}

type Place = RootKeySource & { db: Kysely<DB>; settleSeconds?: number }

/** The keys of this instance; at its first start they are made. */
export async function openKeyring(place: Place): Promise<Keyring> {
  const existing = await store.all(place, 0)
  const known = await readRootKeys(place)
  if (known.length === 0 && existing.length > 0) throw keyIsMissing(place)
  const roots = known.length > 0 ? known : [await generateRootKey(place.dataDir)]
  await addMissing(
    place,
    roots,
    existing.map(({ version }) => version),
  )
  return loadKeyring(place, roots)
}

export async function loadKeyring(place: Place, roots: string[]): Promise<Keyring> {
  const rows = await store.all(place, place.settleSeconds ?? settleSeconds)
  const keys = new Map<number, Buffer>()
  for (const { version, wrapped_key } of rows) {
    const key = unwrap(roots, version, wrapped_key)
    if (!key) throw await cannotUnwrap(place, version, wrapped_key)
    keys.set(version, key)
  }
  const hashKey = keys.get(hashVersion)
  keys.delete(hashVersion)
  const versions = [...keys.keys()]
  const settled = rows.filter(({ version, settled }) => settled && version !== hashVersion)
  const current = settled.at(-1)?.version ?? versions[0]
  const newest = versions.at(-1)
  if (!hashKey || current === undefined || newest === undefined)
    throw new StartError('The table secret_keys is incomplete: restore it from a backup.')
  return { dataKeys: keys, hashKey, current, newest }
}

async function addMissing(place: Place, roots: string[], versions: number[]): Promise<void> {
  const missing = [
    ...(versions.includes(hashVersion) ? [] : [hashVersion]),
    ...(versions.some((version) => version !== hashVersion) ? [] : [1]),
  ]
  if (missing.length > 0)
    await store.add(
      place,
      missing.map((version) => wrapNew(roots, version)),
    )
}

/** A new key, wrapped by the first of the root keys. */
export const wrapNew = (roots: string[], version: number) => ({
  version,
  wrapped_key: wrap(roots, version, newKey()),
})

export function wrap([root]: string[], version: number, key: Buffer): string {
  if (root === undefined) throw new Error('there is no root key to wrap with')
  return encrypt(rootKey(root), purposeOf(version), key)
}

export function unwrap(roots: string[], version: number, wrapped: string): Buffer | undefined {
  for (const root of roots) {
    const key = decrypt(rootKey(root), purposeOf(version), wrapped)
    if (key) return key
  }
  return undefined
}

const purposeOf = (version: number): string => `secret_keys.wrapped_key.${version}`

const keyIsMissing = ({ dataDir }: Place): StartError =>
  new StartError(
    `The database holds encrypted data, but its key is missing: put back ${keyFile(dataDir)} or set SECRET_KEY to the key it was made with.`,
  )

async function cannotUnwrap(place: Place, version: number, wrapped: string): Promise<StartError> {
  const path = keyFile(place.dataDir)
  if (place.secretKeys.length === 0)
    return new StartError(
      `${path} is not the key that this database was encrypted with: put back the right file or set SECRET_KEY to its content.`,
    )
  // The start fails in any case: a file that cannot be read only means that this hint cannot be given.
  const generated = await readGenerated(place.dataDir).catch(() => null)
  if (generated && unwrap([generated], version, wrapped))
    return new StartError(
      `SECRET_KEY is not the key that this database was encrypted with; that one is in ${path}. Set SECRET_KEY=<new key>,<content of that file> and run "npm run secrets:rotate -- --root", or use its content alone.`,
    )
  return new StartError(
    'SECRET_KEY is not the key that this database was encrypted with: set the right one, or during a change both as SECRET_KEY=<new>,<old>.',
  )
}
