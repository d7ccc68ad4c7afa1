import { format } from 'node:util'
import pino from 'pino'
import { prettyStream } from './log/pretty.ts'
import { messageOf, redactFields } from './log/redact.ts'
import { scrub } from './log/scrub.ts'

export type Log = pino.Logger

// A call of the system for each line is a fifth of what a small request costs. What is collected is written when the
// process ends, too; only a kill can cost the last quarter of a second.
const collected = { fd: 1, sync: false, minLength: 4096, periodicFlush: 250 }

type LogOptions = { level?: string; pretty?: boolean; destination?: pino.DestinationStream }

/**
 * JSON lines, or readable ones at a terminal. Whatever is passed in, no secret and nothing personal comes out: fields
 * by their name, texts by what they look like, errors without what a database quotes in them.
 */
export function createLog({ level = 'info', pretty = !!process.stdout.isTTY, destination }: LogOptions): Log {
  const out = destination ?? (pretty ? prettyStream(process.stdout) : pino.destination(collected))
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: redactFields },
      // Redacted before; pino's own for `err`, and Fastify's for the others, would take the plain objects apart again.
      serializers: { err: asIs, req: asIs, res: asIs },
      hooks: {
        logMethod(args, method) {
          const [fields, message] = arranged(args)
          if (message === undefined) method.apply(this, [fields])
          else method.apply(this, [fields, scrub(message)])
        },
      },
    },
    out,
  )
  return withRedactedChildren(log)
}

const asIs = (value: unknown): unknown => value

/** The ways of calling pino, brought to one: fields, and a message with its `%s` filled in. */
function arranged(args: unknown[]): [object, string | undefined] {
  const [first, ...rest] = args
  const said = rest.length > 0 ? format(...rest) : undefined
  if (first instanceof Error) return [{ err: first }, said ?? messageOf(first)]
  if (typeof first !== 'object' || first === null) return [{}, format(...args)]
  const err = 'err' in first ? first.err : undefined
  return [first, said ?? (err instanceof Error ? messageOf(err) : undefined)]
}

/** What a child is bound to passes no formatter of pino's. */
function withRedactedChildren(log: Log): Log {
  const child = log.child
  return Object.assign(log, {
    child(this: Log, bindings: pino.Bindings, options?: pino.ChildLoggerOptions): Log {
      return Reflect.apply(child, this, [redactFields(bindings), options])
    },
  })
}
