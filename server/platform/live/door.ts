import type { Deps, Origin } from '#platform/context.ts'
import { DomainError, tooMany, unauthenticated } from '#platform/errors.ts'
import { assertOwnPage } from '#platform/http/csrf.ts'
import { anyOf, type Credentials, type Identify, readCredentials } from '#platform/http/identify.ts'
import { asDomainError, problemOf } from '#platform/http/problems.ts'
import { addressOf as networkOf } from '#platform/http/rate.ts'
import { newId } from '#platform/ids.ts'
import { addressOf } from '#platform/live/address.ts'
import { type Bucket, bucket } from '#platform/live/bucket.ts'
import { type Guest, type GuestSocket, type Io, keyOf, newGuest } from '#platform/live/guest.ts'
import { limits } from '#platform/live/limits.ts'
import { type Actor, anonymous } from '#platform/policy.ts'

/** Lets in whoever can say who they are; everybody else is told why not, and has no socket. */
export function guardDoor(io: Io, deps: Deps, identify: Identify): void {
  const refused = refusals()
  const admit = async (socket: GuestSocket): Promise<Guest> => {
    const origin = originOf(deps, socket)
    refused.assertFew(origin.ip)
    if (io.engine.clientsCount > limits.sockets)
      throw new DomainError(503, 'too_many_sockets', 'There are too many connections. Try again later.')
    const credentials = credentialsOf(deps, socket)
    const actor = await identify({ ...deps, actor: anonymous, origin }, credentials)
    if (!actor) {
      refused.note(origin.ip)
      throw unauthenticated(
        anyOf(credentials) ? 'This session, token or key is not valid, or not any more.' : undefined,
      )
    }
    assertFew(io, actor)
    return newGuest({ actor, credentials, origin })
  }
  io.use((socket, next) => {
    admit(socket).then(
      (guest) => {
        socket.data.guest = guest
        next()
      },
      (error: unknown) => next(refusal(deps, error)),
    )
  })
}

/** A browser adds the cookie for any page that asks: only our own may use it. Keys and tokens are sent on purpose. */
function credentialsOf({ config }: Deps, { handshake }: GuestSocket): Credentials {
  const { auth, query, headers } = handshake
  const apiKey: unknown = auth.apiKey ?? query.apiKey
  const credentials = readCredentials(config, headers, { apiKey, token: auth.token })
  if (credentials.cookie !== null) assertOwnPage(config, headers)
  return credentials
}

function originOf({ config }: Deps, { handshake: { address, headers } }: GuestSocket): Origin {
  return {
    ip: addressOf(config, address, headers),
    userAgent: (headers['user-agent'] ?? '').slice(0, limits.userAgentLength),
    requestId: newId(),
  }
}

function assertFew(io: Io, actor: Actor): void {
  const key = keyOf(actor)
  let count = 0
  for (const { data } of io.sockets.sockets.values()) if (keyOf(data.guest.actor) === key) count++
  if (count >= limits.socketsPerActor) throw tooMany('Too many connections of one person or key.', 30)
}

/** The error that Socket.IO hands to the client: what it says is public, so it is only ours. */
function refusal({ log }: Deps, thrown: unknown): Error {
  const error = asDomainError(thrown)
  if (error.status >= 500) log.error({ err: thrown }, 'a socket could not be let in')
  return Object.assign(new Error(error.code), { data: problemOf(error, newId()) })
}

/** Guessing keys over sockets is as slow as over HTTP. */
function refusals() {
  const byNetwork = new Map<string, Bucket>()
  const full = () => tooMany('Too many wrong keys or tokens from this address.', 60)
  return {
    assertFew(ip: string): void {
      if (byNetwork.get(networkOf(ip))?.isEmpty()) throw full()
    },
    note(ip: string): void {
      if (byNetwork.size >= limits.refusalsRemembered) forgetCalm(byNetwork)
      const network = networkOf(ip)
      const mine = byNetwork.get(network) ?? bucket(limits.refusals)
      byNetwork.set(network, mine)
      mine.take()
    },
  }
}

function forgetCalm(byNetwork: Map<string, Bucket>): void {
  for (const [network, { isFull }] of byNetwork) if (isFull()) byNetwork.delete(network)
  if (byNetwork.size >= limits.refusalsRemembered) byNetwork.clear()
}
