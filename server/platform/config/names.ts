import { diff } from 'node:util'
import { variableNames } from './variables.ts'

const known: ReadonlySet<string> = new Set(variableNames)

/** Names that other systems' `.env` files have: they do no harm here, and saying so once is kinder than refusing. */
const foreign: Record<string, string> = {
  REDIS_HOST: 'REDIS_HOST is read, but REDIS_URL says the same in one line.',
  REDIS_PORT: 'REDIS_PORT is read together with REDIS_HOST, but REDIS_URL says the same in one line.',
  FLASK_ENV: 'FLASK_ENV is not used: the mode is NODE_ENV.',
  FLASK_PORT: 'FLASK_PORT is not used: the port is PORT.',
  DOCKER_REGISTRY: 'DOCKER_REGISTRY is not used.',
}

/** One note for each variable of `.env` that is known from elsewhere. */
export const foreignNotes = (names: string[]): string[] => names.flatMap((name) => foreign[name] ?? [])

/** One line for each name in `.env` that means nothing here. */
export const unknownInFile = (names: string[]): string[] =>
  names.filter((name) => !known.has(name) && !(name in foreign)).map(complaint)

/**
 * The environment of a process is full of other programs' names. Only those that claim to be ours are looked at,
 * without what the tests use and without what Kubernetes makes up for a service called "prosa".
 */
export const unknownInProcess = (env: Record<string, string | undefined>): string[] =>
  Object.keys(env)
    .filter((name) => name.startsWith('PROSA_') && !known.has(name))
    .filter((name) => !name.startsWith('PROSA_TEST_') && !fromKubernetes(name, env[name] ?? ''))
    .map(complaint)

const fromKubernetes = (name: string, value: string): boolean =>
  /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT_\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)$/.test(name) ||
  (name.endsWith('_PORT') && /^(tcp|udp):\/\//.test(value))

function complaint(name: string): string {
  const closest = suggest(name)
  return `${printable(name)} is not a variable that Prosa knows${closest ? `; did you mean ${closest}?` : '.'}`
}

function suggest(name: string): string | undefined {
  const distances = variableNames.map((candidate) => ({
    candidate,
    far: distance(name.toUpperCase(), candidate),
  }))
  const [best] = distances.sort((a, b) => a.far - b.far)
  return best && best.far <= 0.3 ? best.candidate : undefined
}

/** How much of two names differs: 0 is nothing, 1 is everything. */
const distance = (a: string, b: string): number =>
  diff(a, b).filter(([change]) => change !== 0).length / (a.length + b.length)

const printable = (name: string): string =>
  /^[\w.-]{1,60}$/.test(name) ? name : JSON.stringify(name.slice(0, 60))
