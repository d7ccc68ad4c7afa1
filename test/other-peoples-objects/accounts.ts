import type { App } from '#test/app.ts'
import { anAccountWithNumber } from '../../server/features/inbox/testing.ts'
import { idIn, type Lines } from './line.ts'

export function accountLines(app: App): Lines {
  // Without a token: nobody outside is asked.
  const account = {
    object: async () => (await anAccountWithNumber(app.ctx())).accountId,
    look: (ids: Parameters<typeof idIn>[0]) => app.as('ana')('GET', `/api/accounts/${idIn(ids)}`),
  }
  const number = {
    ...account,
    object: async () => {
      const { accountId, id } = await anAccountWithNumber(app.ctx())
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
