// Runs before dependencies exist and on whatever Node the machine has: plain JavaScript, nothing imported but Node.
import { fileURLToPath } from 'node:url'
import { build, isBuilt } from './prepare/build.js'
import { install, isInstalled } from './prepare/install.js'
import { withLock } from './prepare/lock.js'
import { assertCanPrepare, assertCanRun } from './prepare/node-version.js'
import { Failure, Interrupted } from './prepare/run.js'

async function prepare(root, signal) {
  assertCanPrepare()
  if (!isInstalled(root) || !isBuilt(root)) {
    await withLock(root, signal, async () => {
      // Asked again: whoever held the lock before may have done it.
      if (!isInstalled(root)) await install(root, signal)
      assertCanRun(root)
      if (!isBuilt(root)) await build(root, signal)
    })
  }
  assertCanRun(root)
}

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => stopping.abort())

prepare(fileURLToPath(new URL('..', import.meta.url)), stopping.signal).catch((error) => {
  if (error instanceof Interrupted) process.exit(130)
  console.error(error instanceof Failure ? error.message : error)
  process.exit(1)
})
