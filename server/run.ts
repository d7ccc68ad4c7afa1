import { fileURLToPath } from 'node:url'
import { ensureFirstAdministrator } from '#features/team/index.ts'
import { loadConfig } from '#platform/config.ts'
import { features } from './features.ts'
import { openInstance, systemCtx } from './instance.ts'
import { startRoles } from './roles/index.ts'
import { startSandbox } from './sandbox.ts'
import { onSignals } from './signals.ts'
import { credentials, welcome } from './welcome.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const say = (line: string) => process.stdout.write(`${line}\n`)

/** One life of the program: configuration, database, roles, until a signal ends it. */
export async function run(): Promise<void> {
  const stopping = onSignals()
  const config = loadConfig(root)
  for (const note of config.notes) say(note)
  const opened = await openInstance(config, features, say)
  const sandbox = await startSandbox(opened, say)
  const instance = sandbox?.instance ?? opened
  try {
    const ctx = systemCtx(instance.deps)
    for (const feature of features) await feature.prepare?.(ctx)
    // Said before anything else can fail: the password is not to be had a second time.
    for (const line of credentials(await ensureFirstAdministrator(ctx))) say(line)
    const running = await startRoles(instance, features)
    say(welcome(running.url, { sandbox: sandbox !== null }))
    void sandbox?.announce(running.listening)
    const lost = instance.connection.lost.then(() => 'the embedded database keeps failing; see the log above')
    const reason = await Promise.race([stopping, lost])
    instance.deps.log.info({ reason }, 'stopping')
    await running.stop()
    if (reason !== 'signal') process.exitCode = 1
  } finally {
    await sandbox?.stop()
    await instance.close()
  }
}
