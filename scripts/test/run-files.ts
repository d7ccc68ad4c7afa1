import { isAbsolute, relative } from 'node:path'
import { finished } from 'node:stream/promises'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'
import { root } from './files.ts'
import { describe, type Report, seconds } from './report.ts'
import type { Coverage } from './stores.ts'

type Options = {
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  report: Report
  concurrency: number
  coverage?: boolean
}

const leaks = fileURLToPath(new URL('leaks.ts', import.meta.url))
const longestFile = 120_000

/** Runs each file in a process of its own. */
export async function runFiles(files: string[], options: Options): Promise<Coverage | undefined> {
  const { env, signal, report, concurrency, coverage = false } = options
  if (files.length === 0 || signal.aborted) return undefined
  const events = run({
    files,
    concurrency,
    signal,
    env,
    cwd: root,
    timeout: longestFile,
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', leaks],
    coverage,
    coverageIncludeGlobs: ['server/**/*store.ts'],
  })
  return listen(events, report)
}

type File = { tests: number; failed: number; output: string[] }
type Place = { file?: string; line?: number; column?: number; entryFile?: string }
type Passed = Place & {
  name: string
  skip?: string | boolean
  todo?: string | boolean
  details: { type?: string }
}
type Failed = Place & { name: string; details: { type?: string; error: Error } }

async function listen(events: ReturnType<typeof run>, report: Report): Promise<Coverage | undefined> {
  const files = new Map<string, File>()
  const of = ({ entryFile, file = '' }: Place): File => {
    const path = entryFile ?? file
    const found = files.get(path) ?? { tests: 0, failed: 0, output: [] }
    files.set(path, found)
    return found
  }
  let coverage: Coverage | undefined
  events.on('test:stdout', (said) => of(said).output.push(said.message))
  events.on('test:stderr', (said) => of(said).output.push(said.message))
  events.on('test:pass', (passed: Passed) => countPass(passed, of(passed), report))
  events.on('test:fail', (failed: Failed) => countFailure(failed, of(failed), report))
  events.on(
    'test:summary',
    ({ file, duration_ms }) => file && printFile(file, of({ file }), duration_ms, report),
  )
  events.on('test:coverage', ({ summary }) => {
    coverage = summary.files
  })
  await finished(events.resume())
  return coverage
}

function countPass({ name, skip, todo, details }: Passed, file: File, report: Report): void {
  // A file without a test is reported as one that passed, under its own path.
  if (isAbsolute(name)) {
    report.fail({ where: relative(root, name), name: '', text: 'There is no test in this file.' })
    return
  }
  if (details.type === 'suite') return
  file.tests++
  if (skip || todo) report.skip()
  else report.pass()
}

function countFailure({ name, details, line, column, ...place }: Failed, file: File, report: Report): void {
  // What failed inside is reported by itself.
  if ('failureType' in details.error && details.error.failureType === 'subtestsFailed') return
  file.failed++
  const where = relative(root, place.file ?? '')
  if (isAbsolute(name)) {
    report.line(false, where, 'ended badly')
    report.fail({ where, name: '', text: `${describe(details.error)}\n${lastWords(file)}` })
  } else report.fail({ where: `${where}:${line}:${column}`, name, text: describe(details.error) })
}

function printFile(path: string, file: File, milliseconds: number, report: Report): void {
  const note = `${String(file.tests + file.failed).padStart(4)} tests ${seconds(milliseconds).padStart(8)}`
  report.line(file.failed === 0, relative(root, path), note)
  if (file.failed > 0) report.aside(lastWords(file))
}

const lastWords = ({ output }: File) => output.join('').trimEnd().split('\n').slice(-40).join('\n')
