import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '#platform/error-code.ts'
import { StartError } from '#platform/start-error.ts'
import { assemble } from './assemble.ts'
import type { Config } from './config.ts'
import { readDotenv } from './dotenv.ts'
import { foreignNotes, unknownInFile, unknownInProcess } from './names.ts'
import { variables } from './variables.ts'

type Environment = Record<string, string | undefined>

/** The configuration of this process: its environment, and below it the `.env` file at the root. */
export function loadConfig(rootDir: string): Config {
  return readConfig(process.env, readIfThere(join(rootDir, '.env')), rootDir)
}

/** Everything that is wrong is said at once, one line each, and stops the start. */
export function readConfig(
  env: Environment,
  dotenvText: string | null = null,
  rootDir = process.cwd(),
): Config {
  const file = readDotenv(dotenvText ?? '')
  const given = present({ ...file.values, ...env })
  const raw = withRedisHost(given)
  const parsed = variables.safeParse(raw)
  const problems = [
    ...file.problems,
    ...(parsed.error?.issues ?? []).map((issue) => describe(String(issue.path[0]), raw, issue.message)),
    ...contradictions(raw),
    ...unknownInFile(Object.keys(file.values)),
    ...unknownInProcess(env),
  ]
  if (!parsed.success || problems.length > 0) throw new StartError(problems.join('\n'))
  return assemble(parsed.data, { rootDir, notes: foreignNotes(Object.keys(present(file.values))) })
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw new StartError(`${path} cannot be read.`, { cause: error })
  }
}

/** An empty value is an absent one. One that is empty in the environment thereby takes away the file's. */
function present(env: Environment): Record<string, string> {
  const entries = Object.entries(env).flatMap(([name, value]): Array<[string, string]> => {
    // Spaces around a password may be meant; around anything else they never are.
    const text = name === 'ADMIN_PASSWORD' ? value : value?.trim()
    return text ? [[name, text]] : []
  })
  return Object.fromEntries(entries)
}

/** REDIS_HOST and REDIS_PORT, as other systems name it, become the one variable that is read. */
function withRedisHost(env: Record<string, string>): Record<string, string> {
  const { REDIS_HOST: host, REDIS_URL: url } = env
  if (url || !host || redisPortIsWrong(env)) return env
  const address = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  return { ...env, REDIS_URL: `redis://${address}:${redisPort(env) ?? 6379}` }
}

// Kubernetes gives the name REDIS_PORT to an address of its own making.
const redisPort = ({ REDIS_PORT }: Record<string, string>): string | undefined =>
  REDIS_PORT?.includes('://') ? undefined : REDIS_PORT

const redisPortIsWrong = (env: Record<string, string>): boolean =>
  env.REDIS_HOST !== undefined && env.REDIS_URL === undefined && !/^\d{1,5}$/.test(redisPort(env) ?? '6379')

/** What no single variable can know. Read from the raw values, so that a typing error elsewhere does not hide it. */
function contradictions(env: Record<string, string>): string[] {
  const lines: string[] = []
  if (redisPortIsWrong(env)) lines.push(describe('REDIS_PORT', env, 'a whole number from 1 to 65535'))
  if (env.NODE_ENV?.toLowerCase() !== 'production') return lines
  if (!env.SECRET_KEY)
    lines.push(
      'SECRET_KEY is missing but required when NODE_ENV is production (openssl rand -hex 32 makes one).',
    )
  if (/^(on|true|yes|1)$/i.test(env.SANDBOX ?? ''))
    lines.push(describe('SANDBOX', env, 'off when NODE_ENV is production'))
  return lines
}

const secretive = /KEY|TOKEN|SECRET|PASSWORD|_SID$|^(DATABASE|REDIS|SMTP|FILES)_URL$/

function describe(name: string, env: Record<string, string>, should: string): string {
  const value = env[name] ?? ''
  // Somebody may have put a password into any address.
  if (secretive.test(name) || value.includes('@'))
    return `${name} has ${value.length} characters (not shown) but should be ${should}.`
  return `${name} is ${JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value)} but should be ${should}.`
}
