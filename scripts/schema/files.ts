import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pino from 'pino'
import { openDatabase } from '#platform/database/index.ts'
import { migrate } from '#platform/database/migrate.ts'
import { dumpSchema } from './dump.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const codegen = createRequire(import.meta.url).resolve('kysely-codegen/dist/cli/bin.js')

/** Writes both files; answers which. */
export async function writeFiles(databaseUrl: string): Promise<string[]> {
  const files = await generate(databaseUrl)
  for (const [name, content] of files) await writeFile(join(root, name), content)
  return [...files.keys()]
}

/** The files that are not what the migrations give. */
export async function staleFiles(databaseUrl: string): Promise<string[]> {
  const stale: string[] = []
  for (const [name, content] of await generate(databaseUrl)) {
    const found = await readFile(join(root, name), 'utf8').catch(() => undefined)
    if (found !== content) stale.push(name)
  }
  return stale
}

async function generate(databaseUrl: string): Promise<Map<string, string>> {
  const database = openDatabase({ connectionString: databaseUrl }, pino({ level: 'silent' }))
  try {
    await migrate(database.pool)
    return new Map([
      ['db/schema.sql', await dumpSchema(database.pool)],
      ['server/platform/schema.ts', await generateTypes(databaseUrl)],
    ])
  } finally {
    await database.close()
  }
}

async function generateTypes(databaseUrl: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'prosa-types-'))
  const file = join(folder, 'schema.ts')
  const options = ['--dialect', 'postgres', '--include-pattern', 'public.*', '--log-level', 'error']
  try {
    await promisify(execFile)(process.execPath, [
      codegen,
      '--url',
      databaseUrl,
      '--out-file',
      file,
      ...options,
    ])
    return await readFile(file, 'utf8')
  } finally {
    await rm(folder, { recursive: true })
  }
}
