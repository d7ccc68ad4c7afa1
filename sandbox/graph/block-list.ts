import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Person, threadOf } from '../world/customers.ts'
import { windowOf } from '../world/threads.ts'
import type { World } from '../world/world.ts'
import type { GraphError } from './errors.ts'
import { findRecipient } from './messages/recipient.ts'
import { parse } from './parse.ts'
import { type GraphRequest, requireNumber } from './server.ts'

const Users = z.object({
  messaging_product: z.literal('whatsapp'),
  block_users: z
    .array(z.object({ user: z.string() }))
    .min(1)
    .max(1000),
})

export function blockRoutes(graph: FastifyInstance, world: World): void {
  const { account, customers, clock } = world
  const path = '/:id/block_users'
  const listOf = (number: string): string[] => {
    account.blocked[number] ??= []
    return account.blocked[number]
  }
  const find = (request: GraphRequest) => {
    const number = requireNumber(world, request.params.id)
    const { block_users: users } = parse(Users, request.body)
    const found = users.map(({ user }) => {
      const asked = /^[A-Z]{2}\./.test(user) ? { recipient: user } : { to: user }
      return { input: user, person: findRecipient(world, number, asked).person }
    })
    return { list: listOf(number.id), number: number.id, found }
  }

  graph.get(path, async ({ params }: GraphRequest) => {
    const list = listOf(requireNumber(world, params.id).id)
    const people = list.map((id) => customers.find(id)).filter((person) => person !== undefined)
    return { data: people.map((person) => ({ messaging_product: 'whatsapp', ...nameOf(person) })) }
  })
  graph.post(path, async (request: GraphRequest, reply) => {
    const { list, number, found } = find(request)
    const isRecent = (person: Person | undefined) =>
      person !== undefined && windowOf(threadOf(person, number)) > clock.now()
    const added = found.filter(({ person }) => isRecent(person))
    const failed = found.filter(({ person }) => !isRecent(person))
    for (const { person } of added) if (person && !list.includes(person.id)) list.push(person.id)
    world.touch()
    const answer = {
      messaging_product: 'whatsapp',
      block_users: {
        added_users: added.map(({ input, person }) => ({ input, ...(person && nameOf(person)) })),
        ...(failed.length > 0 && { failed_users: failed.map(({ input }) => ({ input, errors: [tooOld] })) }),
      },
    }
    return failed.length > 0
      ? reply.code(400).send({ ...answer, error: { ...tooOld, code: 139100 } })
      : answer
  })
  graph.delete(path, async (request: GraphRequest) => {
    const { list, found } = find(request)
    for (const { person } of found)
      if (person && list.includes(person.id)) list.splice(list.indexOf(person.id), 1)
    world.touch()
    const removed = found.map(({ input, person }) => ({ input, ...(person && nameOf(person)) }))
    return { messaging_product: 'whatsapp', block_users: { removed_users: removed } }
  })
}

const nameOf = ({ hidePhone, waId, userId }: Person) =>
  waId && !hidePhone ? { wa_id: waId } : { user_id: userId }

const tooOld = {
  message: 'Failed to block/unblock some users',
  type: 'OAuthException',
  code: 139103,
  error_data: { details: 'Only users that have messaged you in the last 24 hours can be blocked' },
}

export type { GraphError }
