import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Before anything else is loaded: with its types stripped and compiled once, the program starts in half the time and
// without the memory that stripping takes. Where the folder cannot be written, it starts as it would without.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/prosa', import.meta.url)))

const { StartError } = await import('#platform/start-error.ts')
const { run } = await import('./run.ts')

run().then(
  () => process.exit(),
  (error: unknown) => {
    // What a person can mend is one line; anything else is a bug and shows its stack.
    const bug = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(`${error instanceof StartError ? error.message : bug}\n`)
    process.exit(1)
  },
)
