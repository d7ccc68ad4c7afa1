import type { Ids } from '#test/api.ts'
import type { App } from '#test/app.ts'
import { idIn, type Lines } from './line.ts'

/** Everybody reaches every contact; only who leads removes one. */
export function contactLines(app: App): Lines {
  const create = async (body: object) =>
    String((await app.as('ana')('POST', '/api/contacts', { body })).body.id)
  const contact = {
    object: () => create({ name: 'Rita Paz', email: 'rita@example.com', document: '529.982.247-25' }),
    look: (ids: Ids) => app.as('ana')('GET', `/api/contacts/${idIn(ids)}`),
  }
  const alike = {
    ...contact,
    object: async () => {
      await contact.object()
      return contact.object()
    },
  }
  const merged = {
    ...contact,
    object: async () => {
      const [id, otherId] = [await contact.object(), await create({ name: 'Rita' })]
      const { body } = await app.as('ana')('POST', `/api/contacts/${id}/merge`, { body: { otherId } })
      return { id, mergeId: String(body.merges?.[0]?.id) }
    },
  }
  const records: Lines = Object.fromEntries(
    ['/contacts/:id', '/users/:id'].flatMap((path) => [
      [`GET ${path}`, { ...contact, agentSees: 200 }],
      [`PUT ${path}`, { ...contact, agentSees: 200 }],
      [`PATCH ${path}`, { ...contact, agentSees: 200 }],
      [`DELETE ${path}`, { ...contact, agentSees: 403, may: 'marcos' }],
    ]),
  )
  return {
    ...records,
    'PUT /contacts/:id/block': { ...contact, agentSees: 200 },
    'DELETE /contacts/:id/block': { ...contact, agentSees: 200 },
    'GET /contacts/:id/duplicates': { ...alike, agentSees: 200 },
    'POST /contacts/:id/merge': {
      ...contact,
      agentSees: 200,
      body: async () => ({ otherId: await create({ name: 'Rita P.' }) }),
    },
    'DELETE /contacts/:id/merge/:mergeId': { ...merged, agentSees: 200 },
  }
}
