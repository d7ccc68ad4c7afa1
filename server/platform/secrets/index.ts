import type { Kysely } from 'kysely'
import { DomainError } from '#platform/errors.ts'
import type { Log } from '#platform/log.ts'
import type { DB } from '#platform/schema.ts'
import { sharedRun } from '#platform/shared-run.ts'
import { type Keyring, loadKeyring, openKeyring } from './keyring.ts'
import { type RootKeySource, readRootKeys } from './root-keys.ts'
import { decrypt, encrypt, keyedHash } from './sealing.ts'

export { rotateRoot, rotateSecrets } from './rotate.ts'

/** Encryption at rest. A purpose is `table.column`: what is sealed for one column opens in no other. */
export type Secrets = {
  seal: (purpose: string, plaintext: string) => string
  open: (purpose: string, sealed: string) => string
  /** Keyed, and the same for ever: for looking up what must not be readable. */
  hash: (purpose: string, value: string) => Buffer
  readonly currentVersion: number
  /** Reads the keys again at once, instead of within the next two seconds. */
  refresh: () => Promise<void>
  close: () => void
}

type Options = RootKeySource & {
  db: Kysely<DB>
  log: Log
  settleSeconds?: number
  refreshSeconds?: number
}

/**
 * Opening is synchronous, so a process must know a key before it meets a value sealed with it. Every process looks
 * for new keys often, and none seals with a new one before all have had the time to see it.
 */
export async function openSecrets(options: Options): Promise<Secrets> {
  let keyring = await openKeyring(options)
  const roots = await readRootKeys(options)
  const refresh = sharedRun(async () => {
    keyring = await loadKeyring(options, roots)
  })
  const timer = setInterval(() => refresh().catch(quietly(options.log)), (options.refreshSeconds ?? 2) * 1000)
  timer.unref()
  return {
    seal: (purpose, plaintext) => seal(keyring, purpose, plaintext),
    open: (purpose, sealed) => {
      const { version, content } = readSealed(purpose, sealed)
      const key = keyring.dataKeys.get(version)
      if (!key) {
        refresh().catch(quietly(options.log))
        throw keyUnknown()
      }
      return opened(purpose, decrypt(key, purpose, content))
    },
    hash: (purpose, value) => keyedHash(keyring.hashKey, purpose, value),
    get currentVersion() {
      return keyring.current
    },
    refresh,
    close: () => clearInterval(timer),
  }
}

function seal({ current, dataKeys }: Keyring, purpose: string, plaintext: string): string {
  const key = dataKeys.get(current)
  if (!key) throw new Error(`there is no data key ${current}`)
  return `v${current}.${encrypt(key, purpose, Buffer.from(plaintext, 'utf8'))}`
}

function readSealed(purpose: string, sealed: string): { version: number; content: string } {
  const [, version, content] = /^v(\d{1,9})\.([\w-]+)$/.exec(sealed) ?? []
  if (version === undefined || content === undefined) throw new Error(`what is in ${purpose} was not sealed`)
  return { version: Number(version), content }
}

function opened(purpose: string, plaintext: Buffer | undefined): string {
  if (!plaintext) throw new Error(`what is in ${purpose} was changed, or sealed for another purpose`)
  return plaintext.toString('utf8')
}

// Seen only by a process that could not reach the database while a key settled. By the next try it knows the key.
const keyUnknown = (): DomainError =>
  new DomainError(503, 'key_unknown', 'An encryption key has just been changed. Try again.', {
    retryAfterSeconds: 1,
  })

const quietly = (log: Log) => (error: unknown) =>
  log.debug({ err: error }, 'the encryption keys could not be read again')
