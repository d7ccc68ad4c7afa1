import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { system } from '#platform/policy.ts'
import { testDeps } from '#test/deps.ts'
import { openSecrets, type Secrets } from './index.ts'

export const purpose = 'people.totp_secret_encrypted'

/** An instance whose keys need no time to settle; `others` are more processes on its database. */
export async function testSecrets() {
  const { deps, database, close } = await testDeps()
  const opened: Secrets[] = [deps.secrets]
  const another = async (
    options: {
      secretKeys?: string[]
      dataDir?: string
      settleSeconds?: number
      refreshSeconds?: number
    } = {},
  ) => {
    const { dataDir } = deps.config
    const secrets = await openSecrets({
      db: deps.db,
      log: deps.log,
      secretKeys: [],
      dataDir,
      settleSeconds: 0,
      refreshSeconds: 3600,
      ...options,
    })
    opened.push(secrets)
    return secrets
  }
  const ctx: Ctx = { ...deps, secrets: await another(), actor: system }
  const end = () => {
    for (const secrets of opened) secrets.close()
    return close()
  }
  return { ctx, database, another, close: end }
}

/** People whose second factor is `secret of <id>`. */
export async function addPeople({ db, secrets, now }: Ctx, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId)
  const rows = ids.map((id) => ({
    id,
    name: 'Ana',
    email: `${id}@clinica.com.br`,
    role: 'agent',
    state: 'active',
    totp_secret_encrypted: secrets.seal(purpose, `secret of ${id}`),
    created_at: now(),
    updated_at: now(),
  }))
  for (let from = 0; from < rows.length; from += 1000)
    await db
      .insertInto('people')
      .values(rows.slice(from, from + 1000))
      .execute()
  return ids
}

export async function secretsOfPeople({ db, secrets }: Ctx): Promise<Map<string, string>> {
  const rows = await db.selectFrom('people').select(['id', 'totp_secret_encrypted']).execute()
  return new Map(rows.map((row) => [row.id, secrets.open(purpose, row.totp_secret_encrypted ?? '')]))
}

/** How many values are sealed with each version: `{ v1: 3, v2: 5 }`. */
export async function versionsInUse({ db }: Ctx): Promise<Record<string, number>> {
  const { rows } = await sql<{ version: string; count: number }>`
    select split_part(totp_secret_encrypted, '.', 1) as version, count(*)::int as count from people
    group by 1 order by 1`.execute(db)
  return Object.fromEntries(rows.map(({ version, count }) => [version, count]))
}

export async function keyVersions({ db }: Ctx): Promise<number[]> {
  const rows = await db.selectFrom('secret_keys').select('version').orderBy('version').execute()
  return rows.map(({ version }) => version)
}

const program = fileURLToPath(new URL('./test-process.ts', import.meta.url))

export function startProcess(url: string, dataDir: string, task: 'open' | 'rotate'): ChildProcess {
  return spawn(process.execPath, [program, url, dataDir, task], { stdio: ['ignore', 'pipe', 'inherit'] })
}

export async function output(child: ChildProcess): Promise<string> {
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`the process ended with ${code}`)
  return text.trim()
}
