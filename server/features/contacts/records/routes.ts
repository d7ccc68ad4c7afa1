import { z } from 'zod'
import { Id, Nothing, Page } from '#contract/common.ts'
import { Contact, ContactChange, ContactDetails, ContactQuery, NewContact } from '#contract/contacts.ts'
import type { Http } from '#platform/http/route.ts'
import { changeContact, createContact, removeContact, setBlocked } from './actions.ts'
import { listContacts, readContact } from './read.ts'

const ById = z.object({ id: Id })

/** The same at both: other systems call their contacts users. */
export function recordRoutes(http: Http): void {
  for (const path of ['/contacts', '/users']) {
    collectionRoutes(http, path)
    changeRoutes(http, path)
  }
  blockRoutes(http)
}

function collectionRoutes(http: Http, path: string): void {
  http.get(path, {
    can: 'contacts:read',
    summary: 'List or search contacts',
    description: 'Newest first; with `q`, what fits best first.',
    query: ContactQuery,
    reply: Page(Contact),
    run: (ctx, { query }) => listContacts(ctx, query),
  })

  http.post(path, {
    can: 'contacts:create',
    summary: 'Create a contact',
    description:
      'Whoever writes from its phone number will be this contact. If another one has the number: 409 `phone_taken`, with the id of that contact in `errors`.',
    body: NewContact,
    reply: ContactDetails,
    status: 201,
    run: (ctx, { body }) => createContact(ctx, body),
  })

  http.get(`${path}/:id`, {
    can: 'contacts:read',
    summary: 'Read a contact',
    description: 'By the id of a contact that was merged, the one that it became part of is answered.',
    params: ById,
    reply: ContactDetails,
    run: (ctx, { params }) => readContact(ctx, params.id),
  })
}

function changeRoutes(http: Http, path: string): void {
  const change = {
    can: 'contacts:update',
    summary: 'Change a contact',
    description:
      'What is left out stays as it is; null empties it. `address` and `fields` are replaced whole.',
    params: ById,
    body: ContactChange,
    reply: ContactDetails,
  } as const
  http.put(`${path}/:id`, { ...change, run: (ctx, { params, body }) => changeContact(ctx, params.id, body) })
  http.patch(`${path}/:id`, {
    ...change,
    run: (ctx, { params, body }) => changeContact(ctx, params.id, body),
  })

  http.delete(`${path}/:id`, {
    can: 'contacts:delete',
    summary: 'Remove a contact',
    description: 'Their conversations stay. If they write again, they appear as a new contact.',
    params: ById,
    reply: Nothing,
    run: (ctx, { params }) => removeContact(ctx, params.id),
  })
}

function blockRoutes(http: Http): void {
  http.put('/contacts/:id/block', {
    can: 'contacts:update',
    summary: 'Block a contact',
    params: ById,
    reply: ContactDetails,
    run: (ctx, { params }) => setBlocked(ctx, params.id, true),
  })

  http.delete('/contacts/:id/block', {
    can: 'contacts:update',
    summary: 'Unblock a contact',
    params: ById,
    reply: ContactDetails,
    run: (ctx, { params }) => setBlocked(ctx, params.id, false),
  })
}
