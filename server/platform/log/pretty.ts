import { styleText } from 'node:util'

const colours = {
  fatal: 'red',
  error: 'red',
  warn: 'yellow',
  info: 'green',
  debug: 'blue',
  trace: 'gray',
} as const

/** One readable line for each line of JSON: for a person at a terminal. */
export const prettyStream = (out: { write: (text: string) => unknown }) => ({
  write: (line: string) => void out.write(`${readable(line)}\n`),
})

function readable(line: string): string {
  const { time, level, msg, err, ...rest }: Record<string, unknown> = JSON.parse(line)
  const name = String(level)
  const colour = name in colours ? colours[name as keyof typeof colours] : 'reset' // narrowed by `in`, which TS ignores
  const clock = new Date(String(time)).toTimeString().slice(0, 8)
  const fields = Object.entries(rest).map(([key, value]) => `${key}=${short(value)}`)
  const head = [
    styleText('gray', clock),
    styleText(colour, name.padEnd(5)),
    String(msg ?? ''),
    ...fields,
  ].join(' ')
  return err === undefined ? head : `${head}\n${stackOf(err)}`
}

const short = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const stackOf = (err: unknown): string =>
  typeof err === 'object' && err !== null && 'stack' in err ? String(err.stack) : JSON.stringify(err)
