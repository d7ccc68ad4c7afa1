import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '#platform/error-code.ts'
import { StartError } from '#platform/start-error.ts'
import { syncFolder } from '#platform/sync-folder.ts'

export type RootKeySource = { secretKeys: string[]; dataDir: string }

export const keyFile = (dataDir: string): string => join(dataDir, 'secret.key')

/** The keys that SECRET_KEY gives, or the one in the file; nothing when there is neither. */
export async function readRootKeys({ secretKeys, dataDir }: RootKeySource): Promise<string[]> {
  if (secretKeys.length > 0) return secretKeys
  const generated = await readGenerated(dataDir)
  return generated === null ? [] : [generated]
}

export async function readGenerated(dataDir: string): Promise<string | null> {
  const path = keyFile(dataDir)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw new StartError(`${path} cannot be read (${codeOf(error)}).`, { cause: error })
  })
  if (text !== null && text.trim().length < 32)
    throw new StartError(`${path} does not hold a key any more: restore it from a backup.`)
  return text?.trim() ?? null
}

/**
 * Makes the key, or takes the one that another process made at the same moment: a complete file is linked into
 * place, which only one of them can do.
 */
export async function generateRootKey(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const path = keyFile(dataDir)
  const unfinished = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeDurably(unfinished, `${randomBytes(32).toString('hex')}\n`)
  try {
    await link(unfinished, path)
    await syncFolder(dataDir)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    await unlink(unfinished)
  }
  return (await readGenerated(dataDir)) ?? generateRootKey(dataDir)
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
