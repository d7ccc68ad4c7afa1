import type { App } from '#test/app.ts'
import { signIn } from '#test/people.ts'
import { idIn, type Line, type Lines, oneOf } from './line.ts'

type Thing = Pick<Line, 'object' | 'look' | 'may'>
let count = 0

export function teamLines(app: App): Lines {
  const colleague = colleagueIn(app)
  const apiKey = apiKeyIn(app)
  const job = jobIn(app)
  return {
    'GET /operators/:id': { ...colleague, agentSees: 200 },
    'PUT /operators/:id': { ...colleague, agentSees: 403, body: () => ({ name: 'Rui Prado', capacity: 3 }) },
    'DELETE /operators/:id': { ...colleague, agentSees: 403 },
    'POST /operators/:id/invitation': { ...invitedIn(app), agentSees: 403 },
    'POST /operators/:id/password-reset': { ...colleague, agentSees: 403 },
    'DELETE /operators/:id/lock': { ...colleague, agentSees: 403 },
    'DELETE /operators/:id/second-factor': { ...colleague, agentSees: 403, answers: 409 },
    'DELETE /sessions/:id': { ...sessionIn(app), agentSees: 404 },
    'DELETE /api-keys/:id': { ...apiKey, agentSees: 403 },
    'POST /queues/jobs/:id/retry': { ...job, agentSees: 403, may: 'marcos' },
    'DELETE /queues/jobs/:id': { ...job, agentSees: 403, may: 'marcos' },
  }
}

const newcomer = () => ({ name: 'Rui Paz', email: `rui${++count}@clinica.com.br`, role: 'agent' as const })

function invitedIn(app: App): Thing {
  return {
    object: async () => {
      const { body } = await app.as('ana')('POST', '/api/operators', { body: newcomer() })
      return String(body.id)
    },
    look: (ids) => app.as('ana')('GET', `/api/operators/${idIn(ids)}`),
  }
}

function colleagueIn(app: App): Thing {
  return {
    ...invitedIn(app),
    object: async () => {
      const body = { ...newcomer(), password: app.people.davi.password }
      return String((await app.as('ana')('POST', '/api/operators', { body })).body.id)
    },
  }
}

/** One on another device than the one that he asks from. */
function sessionIn(app: App): Thing {
  const list = () => app.as('davi')<{ data: { id: string; current: boolean }[] }>('GET', '/api/sessions')
  return {
    object: async () => {
      await signIn(app.url, app.people.davi)
      return String((await list()).body.data.find(({ current }) => !current)?.id)
    },
    look: async (ids) => oneOf(await list(), ids),
    may: 'davi',
  }
}

function apiKeyIn(app: App): Thing {
  return {
    object: async () => {
      const body = { name: 'ERP', scopes: ['operators:read'] }
      return String((await app.as('ana')('POST', '/api/api-keys', { body })).body.id)
    },
    look: async (ids) => oneOf(await app.as('ana')('GET', '/api/api-keys?limit=200'), ids),
  }
}

function jobIn(app: App): Thing {
  return {
    object: async () => {
      const { rows } = await app.database.pool.query(
        "select id::text from graphile_worker.add_job('test.theirs', '{}', run_at => now() + interval '1 day')",
      )
      return String(rows[0]?.id)
    },
    look: async (ids) => oneOf(await app.as('ana')('GET', '/api/queues/jobs?limit=200'), ids),
  }
}
