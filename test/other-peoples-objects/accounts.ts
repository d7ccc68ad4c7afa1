import type { Ids } from '#test/api.ts'
import type { App } from '#test/app.ts'
import { idIn, type Lines } from './line.ts'
import { insertNumber } from './rows.ts'

export function accountLines(app: App): Lines {
  const account = {
    object: async () => (await insertNumber(app)).accountId,
    look: (ids: Ids) => app.as('ana')('GET', `/api/accounts/${idIn(ids)}`),
  }
  const number = {
    ...account,
    object: async () => {
      const { accountId, id } = await insertNumber(app)
      return { id: accountId, numberId: id }
    },
  }
  return {
    'GET /accounts/:id': { ...account, agentSees: 403, may: 'marcos' },
    'PUT /accounts/:id': { ...account, agentSees: 403 },
    'DELETE /accounts/:id': { ...account, agentSees: 403 },
    'POST /accounts/:id/check': { ...account, agentSees: 403 },
    'GET /accounts/:id/numbers': { ...account, agentSees: 403, may: 'marcos' },
    'POST /accounts/:id/numbers': { ...account, agentSees: 403, answers: 409 },
    'PATCH /accounts/:id/numbers/:numberId': { ...number, agentSees: 403 },
    'DELETE /accounts/:id/numbers/:numberId': { ...number, agentSees: 403 },
  }
}
