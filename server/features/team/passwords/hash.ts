import { hash, parseOptions, verify } from '@node-rs/argon2'
import { bulkhead, isBulkheadRejectedError } from 'cockatiel'
import { tooMany } from '#platform/errors.ts'

/** argon2id (the library's default) at OWASP's recommendation. Raised here, old hashes follow at the next sign-in. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// Two at a time leave processor and thread pool to everybody else, however many try to sign in; a hundred may wait.
const turns = bulkhead(2, 100)

// Verified when there is no such person, so that the answer takes as long as if there were.
const decoy = hash('nobody has this password', parameters)

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(normal(password), parameters))

export function verifyPassword(hashed: string | null, password: string): Promise<boolean> {
  return inTurn(async () => {
    const right = await verify(hashed ?? (await decoy), normal(password))
    return right && hashed !== null
  })
}

export function isOutdated(hashed: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(hashed)
  return (
    memoryCost !== parameters.memoryCost ||
    timeCost !== parameters.timeCost ||
    parallelism !== parameters.parallelism
  )
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await turns.execute(work)
  } catch (error) {
    if (isBulkheadRejectedError(error)) throw tooMany('Too many people are signing in at this moment.', 2)
    throw error
  }
}

// The same accented letter has two spellings in Unicode, depending on the keyboard.
const normal = (password: string): string => password.normalize('NFKC')
