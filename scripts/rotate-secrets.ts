/**
 * Changes the keys of the encryption at rest: `npm run secrets:rotate` gives all sealed values a new data key;
 * `npm run secrets:rotate -- --root` wraps the data keys with the first of SECRET_KEY=new,old.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadConfig } from '#platform/config.ts'
import type { Ctx } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { rotateRoot, rotateSecrets } from '#platform/secrets/index.ts'
import { StartError } from '#platform/start-error.ts'
import { features } from '../server/features.ts'
import { openInstance, systemCtx } from '../server/instance.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const say = (line: string) => process.stdout.write(`${line}\n`)

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { root: { type: 'boolean', default: false } } })
  const instance = await openInstance(loadConfig(root), features, say)
  try {
    const ctx = systemCtx(instance.deps)
    say(values.root ? await changeRoot(ctx) : await changeDataKey(ctx))
  } finally {
    await instance.close()
  }
}

async function changeRoot(ctx: Ctx): Promise<string> {
  const { rewrapped } = await rotateRoot(ctx)
  if (rewrapped === 0) return 'Nothing to do: all data keys are wrapped with the first key of SECRET_KEY.'
  return `${rewrapped} data keys are wrapped with the first key of SECRET_KEY now; the others can be taken out of it.`
}

async function changeDataKey(ctx: Ctx): Promise<string> {
  const { version, resealed, oldKeysKept } = await rotateSecrets(ctx, { say })
  const old =
    oldKeysKept === null
      ? 'the old ones are gone'
      : `the old ones stay, because ${oldKeysKept}: run this again later`
  return `Data key ${version} is in use, ${resealed} values were sealed anew, ${old}.`
}

const isWrongOption = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

main().then(
  () => process.exit(),
  (error: unknown) => {
    const expected = error instanceof StartError || error instanceof DomainError || isWrongOption(error)
    process.stderr.write(`${expected ? error.message : (error instanceof Error && error.stack) || error}\n`)
    process.exit(1)
  },
)
