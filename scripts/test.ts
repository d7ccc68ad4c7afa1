import { availableParallelism } from 'node:os'
import { relative } from 'node:path'
import { checkGeneratedFiles, checkLint, checkTypes } from './test/checks.ts'
import { browserFiles, root, testFiles } from './test/files.ts'
import { openReport } from './test/report.ts'
import { runFiles } from './test/run-files.ts'
import { explainUncovered } from './test/stores.ts'
import { openSurroundings } from './test/surroundings.ts'

/** `npm test` runs everything; `npm test -- team` only the test files whose path contains "team". */
async function main(pattern: string | undefined): Promise<number> {
  const report = openReport()
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort())
  const asked = (file: string) => !pattern || relative(root, file).includes(pattern)
  if (![...testFiles(), ...browserFiles()].some(asked))
    throw new Error(`No test file has "${pattern}" in its path.`)
  if (!pattern) {
    await report.step('types', checkTypes)
    await report.step('lint', checkLint)
  }
  const surroundings = await openSurroundings()
  try {
    const options = { env: surroundings.env, signal: stopping.signal, report }
    if (!pattern) await report.step('generated files', () => checkGeneratedFiles(surroundings.databaseUrl))
    const concurrency = availableParallelism() + 1
    const coverage = await runFiles(testFiles().filter(asked), {
      ...options,
      concurrency,
      coverage: !pattern,
    })
    if (coverage) await report.step('every query has run', async () => explainUncovered(coverage))
    await runFiles(browserFiles().filter(asked), { ...options, concurrency: availableParallelism() })
    await report.step('nothing left running', surroundings.assertNothingLeft)
  } finally {
    await surroundings.close()
  }
  if (stopping.signal.aborted) return 130
  return report.finish()
}

process.exitCode = await main(process.argv[2])
