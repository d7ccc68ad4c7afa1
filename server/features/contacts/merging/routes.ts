import { z } from 'zod'
import { Id, Page } from '#contract/common.ts'
import { ContactDetails, Duplicate, Merging } from '#contract/contacts.ts'
import type { Http } from '#platform/http/route.ts'
import { mergeContacts, undoMerge } from './actions.ts'
import { listDuplicates } from './duplicates.ts'

const ById = z.object({ id: Id })

export function mergeRoutes(http: Http): void {
  http.get('/contacts/:id/duplicates', {
    can: 'contacts:read',
    summary: 'Suggest contacts that may be the same person',
    description: 'Up to 20, by phone number in either spelling, e-mail, and document.',
    params: ById,
    reply: Page(Duplicate),
    run: (ctx, { params }) => listDuplicates(ctx, params.id),
  })

  http.post('/contacts/:id/merge', {
    can: 'contacts:merge',
    summary: 'Merge another contact into this one',
    description:
      'Its identities and conversations move here, and fill in what is empty. 409 `both_open` while both have an open conversation on one number.',
    params: ById,
    body: Merging,
    reply: ContactDetails,
    run: (ctx, { params, body }) => mergeContacts(ctx, params.id, body.otherId),
  })

  http.delete('/contacts/:id/merge/:mergeId', {
    can: 'contacts:merge',
    summary: 'Undo a merge',
    params: ById.extend({ mergeId: Id }),
    reply: ContactDetails,
    run: (ctx, { params }) => undoMerge(ctx, params.id, params.mergeId),
  })
}
