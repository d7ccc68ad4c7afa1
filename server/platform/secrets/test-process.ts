import pino from 'pino'
import type { Ctx } from '#platform/context.ts'
import { openDatabase } from '#platform/database/index.ts'
import { system } from '#platform/policy.ts'
import { openSecrets, rotateSecrets } from './index.ts'

/** Another process: opens the keys, says what it hashes a word to, and rotates when told to. */
const [url = '', dataDir = '', task = 'open'] = process.argv.slice(2)
const log = pino({ level: 'silent' })
const database = openDatabase({ connectionString: url }, log)
const secrets = await openSecrets({ db: database.db, secretKeys: [], dataDir, log, settleSeconds: 0 })
process.stdout.write(`${secrets.hash('test', 'word').toString('hex')}\n`)
if (task === 'rotate') {
  // No verb but this one runs here, and it needs no more of a context than this.
  const ctx = {
    db: database.db,
    secrets,
    log,
    now: () => new Date(),
    config: { secretKeys: [], dataDir },
  } as unknown as Ctx
  const announcer = { committed: () => {}, reactionsTo: () => [] }
  await rotateSecrets({ ...ctx, announcer, actor: system }, { graceSeconds: 0 })
}
secrets.close()
await database.close()
