import { pathToFileURL } from 'node:url'

// A Prosa of its own for the tests: prints what it started, or why not, and stops when its input ends.
const [dataDir, uid, index] = process.argv.slice(2)
if (uid && process.getuid?.() === 0) {
  process.setgroups?.([])
  process.setgid?.(Number(uid))
  process.setuid?.(Number(uid))
}
const { startEmbeddedPostgres } = await import(pathToFileURL(index ?? `${import.meta.dirname}/index.ts`).href)
try {
  const postgres = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } })
  console.log(JSON.stringify({ pid: postgres.pid, connection: postgres.connection }))
  process.stdin.resume().once('end', () => postgres.stop())
} catch (error) {
  console.log(
    JSON.stringify({
      error: error instanceof Error ? error.message : String(error),
      name: error instanceof Error && error.name,
    }),
  )
}
