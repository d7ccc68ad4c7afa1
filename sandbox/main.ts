import { startSandbox } from './index.ts'

const { SANDBOX_PORT = '0', SANDBOX_HOST = '127.0.0.1', SANDBOX_DATA } = process.env

const starting = startSandbox({
  port: Number(SANDBOX_PORT),
  host: SANDBOX_HOST,
  dataFile: SANDBOX_DATA || null,
})

let ending = false
async function end(): Promise<void> {
  if (ending) return
  ending = true
  await (await starting).close()
  process.exit()
}
// Before anybody is told that it is ready: a signal may follow at once.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end())
process.on('disconnect', () => void end())

const { url, outside } = await starting
const ready = { type: 'ready', url, outside }
if (process.send) process.send(ready)
else console.log(JSON.stringify(ready))
