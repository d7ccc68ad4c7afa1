import { parseArgs } from 'node:util'
import { readConfig } from '#platform/config.ts'
import { testFeature } from '#platform/jobs/test-jobs.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import { createLog } from '#platform/log.ts'
import { openInstance } from '../../instance.ts'

// A worker of its own for the tests, which they can kill: says when it works, and stops when its input ends.
const { values } = parseArgs({
  options: { database: { type: 'string' }, data: { type: 'string' } },
  allowPositionals: true,
})
const config = readConfig({ DATABASE_URL: values.database ?? '', PROSA_DATA: values.data ?? '' })
const instance = await openInstance(config, [testFeature], () => {}, { log: createLog({ level: 'silent' }) })
const worker = await startWorker({
  deps: instance.deps,
  pool: instance.database.pool,
  connection: instance.connection.settings,
  features: [testFeature],
  concurrency: 5,
})
process.stdout.write('working\n')
process.stdin.resume().once('end', async () => {
  await worker.stop()
  await instance.close()
})
