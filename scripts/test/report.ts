import { inspect } from 'node:util'

export type Failure = { where: string; name: string; text: string }
export type Report = ReturnType<typeof openReport>

/** Counts, prints a line for what is done, and at the end everything about what failed. */
export function openReport(print: (line: string) => void = console.log) {
  const start = performance.now()
  const failures: Failure[] = []
  const count = { passed: 0, skipped: 0 }
  const line = (ok: boolean, name: string, note: string) =>
    print(`${ok ? '✔' : '✖'} ${name.padEnd(64)} ${note}`)

  const aside = (text: string) => text && print(indent(text))

  const pass = () => void count.passed++
  const skip = () => void count.skipped++
  const fail = (failure: Failure) => void failures.push(failure)

  /** A check that is no test file; it counts as one test. */
  async function step(name: string, check: () => Promise<void>): Promise<void> {
    const from = performance.now()
    const problem = await check().then(() => undefined, String)
    if (problem === undefined) pass()
    else fail({ where: name, name: '', text: problem.replace(/^Error: /, '') })
    line(problem === undefined, name, seconds(performance.now() - from).padStart(19))
  }

  /** Prints what there is to know and answers with the exit code. */
  function finish(): number {
    for (const { where, name, text } of failures)
      print(`\n✖ ${[where, name].filter(Boolean).join('  ')}\n${indent(text)}`)
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
    print(`\n${seconds(performance.now() - start)} in all`)
    print(`${count.passed} passed, ${failures.length} failed${skipped}`)
    return failures.length > 0 ? 1 : 0
  }

  return { pass, skip, fail, line, aside, step, finish }
}

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`

const indent = (text: string) => text.replace(/^(?=.)/gm, '    ')

/** The error as a test threw it, without the frames of Node's own machinery. */
export function describe(error: unknown): string {
  const cause = error instanceof Error && 'failureType' in error ? (error.cause ?? error) : error
  const said =
    cause instanceof Error
      ? (cause.stack ?? cause.message)
      : typeof cause === 'string'
        ? cause
        : inspect(cause)
  const lines = said.split('\n').filter((text) => !/^\s+at .*\(?node:|^\s+at node:/.test(text))
  return lines.slice(0, 60).join('\n')
}
