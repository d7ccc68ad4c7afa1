import { CatchUp, type Refused, type SlowDown } from '#contract/live.ts'
import type { Ctx, Deps } from '#platform/context.ts'
import { type DomainError, invalid, notFound, tooMany } from '#platform/errors.ts'
import { asDomainError, problemOf } from '#platform/http/problems.ts'
import { fieldErrors } from '#platform/http/validation.ts'
import { newId } from '#platform/ids.ts'
import type { catchUpWith } from '#platform/live/catch-up.ts'
import type { GuestSocket } from '#platform/live/guest.ts'
import { limits } from '#platform/live/limits.ts'
import type { SocketRule, SocketSession } from '#platform/live/rules.ts'
import { authorize } from '#platform/policy.ts'

type Hearing = {
  deps: Deps
  rules: ReadonlyMap<string, readonly SocketRule[]>
  catchUp: ReturnType<typeof catchUpWith>
  session: SocketSession
  dismiss: (socket: GuestSocket) => void
}

/** Hears what a client says: one message after the other, not too many, each answered. */
export function hearMessages(socket: GuestSocket, { deps, rules, catchUp, session, dismiss }: Hearing): void {
  const { guest } = socket.data
  let before: Promise<void> = Promise.resolve()
  let waiting = 0

  const answerTo = async (name: string, message: unknown): Promise<unknown> => {
    if (name === 'catch_up') {
      const { after } = parsed(CatchUp, message)
      const { reply, reading } = await catchUp(after, guest.reading, socket.rooms)
      guest.reading = reading
      return reply
    }
    const hearing = rules.get(name)
    if (!hearing) throw notFound('message')
    const ctx: Ctx = { ...deps, actor: guest.actor, origin: { ...guest.origin, requestId: newId() } }
    for (const rule of hearing) {
      authorize(ctx, rule.can)
      await rule.hear(ctx, parsed(rule.message, message), session)
    }
    return { ok: true }
  }
  socket.onAny((name: string, ...said: unknown[]) => {
    const { message, reply } = apart(socket, name, said)
    if (waiting >= limits.waiting || !guest.messages.take()) {
      if (guest.dropped.take()) return slowDown(socket, reply)
      return dismiss(socket)
    }
    waiting++
    before = before
      .then(() => (socket.connected ? answerTo(name, message) : undefined))
      .then(reply, (error: unknown) => reply(refused(deps, name, error)))
      .finally(() => waiting--)
  })
}

type Reply = (answer: unknown) => void

/** A message is one value, and a function when the client wants an answer. */
function apart(socket: GuestSocket, name: string, said: unknown[]): { message: unknown; reply: Reply } {
  const acknowledge = said.at(-1)
  if (typeof acknowledge === 'function')
    return { message: said.length > 1 ? said[0] : undefined, reply: (answer) => acknowledge(answer) }
  // Nobody waits for an answer, but somebody may want to know what went wrong.
  const reply = (answer: unknown) => {
    if (typeof answer === 'object' && answer && 'problem' in answer)
      socket.emit('problem', { message: name, ...answer })
  }
  return { message: said[0], reply }
}

function parsed<S extends SocketRule['message']>(schema: S, message: unknown) {
  const result = schema.safeParse(message, { reportInput: true })
  if (result.success) return result.data
  throw invalid(fieldErrors(result.error))
}

function refused({ log }: Deps, name: string, thrown: unknown): Refused {
  const error = asDomainError(thrown)
  const requestId = newId()
  if (error.status >= 500)
    log.error({ err: thrown, message: name, requestId }, 'a message over a socket failed')
  return { problem: problemOf(error, requestId) }
}

function slowDown(socket: GuestSocket, reply: Reply): void {
  const error: DomainError = tooMany('Too many messages. Slow down.', 1)
  socket.emit('slow_down', { retryAfterSeconds: 1 } satisfies SlowDown)
  reply({ problem: problemOf(error, newId()) } satisfies Refused)
}
