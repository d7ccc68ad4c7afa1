import type { Ids } from '#test/api.ts'
import type { App } from '#test/app.ts'
import { envelope, post, textFrom } from '#test/whatsapp.ts'
import { aJpeg } from '../../server/features/inbox/media/testing.ts'
import {
  aConversation,
  aMessage,
  anAccountWithNumber,
  anAnswer,
  type OurNumber,
  type Talk,
} from '../../server/features/inbox/testing.ts'
import { idIn, type Lines, oneOf } from './line.ts'

export const inboxLines = (app: App): Lines => ({
  ...conversationLines(app),
  ...messageLines(app),
  ...mediaLines(app),
  ...tabulationLines(app),
  ...parkedLines(app),
})

/** What Davi has: somebody wrote, and he has not looked yet. */
export async function davisTalk(app: App): Promise<Talk> {
  const having = { status: 'open', operator_id: app.people.davi.id, unread: 1 }
  const talk = await aConversation(app.ctx(), await ourNumber(app), having)
  await aMessage(app.ctx(), talk)
  return talk
}

const numbers = new WeakMap<App, Promise<OurNumber>>()
function ourNumber(app: App): Promise<OurNumber> {
  const number = numbers.get(app) ?? anAccountWithNumber(app.ctx())
  numbers.set(app, number)
  return number
}

function conversationLines(app: App): Lines {
  const conversation = {
    object: async () => (await davisTalk(app)).id,
    look: (ids: Ids) => app.as('davi')('GET', `/api/conversations/${idIn(ids)}`),
    agentSees: 404,
    may: 'davi',
  } as const
  return {
    'GET /conversations/:id': conversation,
    'GET /conversations/:id/messages': conversation,
    'POST /conversations/:id/messages': { ...conversation, body: () => ({ text: 'Bom dia' }) },
    'PUT /conversations/:id/assign': { ...conversation, body: () => ({ operatorId: app.people.luisa.id }) },
    'PUT /conversations/:id/read': conversation,
    'DELETE /conversations/:id/read': conversation,
    'POST /conversations/:id/close': {
      ...conversation,
      body: async () => ({ tabulationId: await newTabulation(app) }),
    },
  }
}

function messageLines(app: App): Lines {
  const message = (status: string) => ({
    object: async () => {
      const answer = { status, author_id: app.people.davi.id }
      return anAnswer(app.ctx(), await davisTalk(app), answer)
    },
    look: async (ids: Ids) => {
      const { rows } = await app.database.pool.query<{ conversation_id: string }>(
        'select conversation_id from messages where id = $1',
        [idIn(ids)],
      )
      return app.as('davi')('GET', `/api/conversations/${rows[0]?.conversation_id}`)
    },
    agentSees: 404 as const,
    may: 'davi' as const,
  })
  return {
    'PUT /messages/:id/retry': message('failed'),
    'DELETE /messages/:id': message('queued'),
  }
}

/** A picture that Davi has uploaded. */
export async function davisPicture(app: App): Promise<string> {
  const file = new File([new Uint8Array(await aJpeg())], 'receita.jpg')
  return String((await app.as('davi')('POST', '/api/media', { file })).body.id)
}

function mediaLines(app: App): Lines {
  const picture = {
    object: async () => {
      const [{ id: conversation }, id] = [await davisTalk(app), await davisPicture(app)]
      const body = { type: 'image', media: { id } }
      const { status } = await app.as('davi')('POST', `/api/conversations/${conversation}/messages`, { body })
      if (status !== 201) throw new Error(`the picture was not sent: ${status}`)
      return id
    },
    look: (ids: Ids) => app.as('davi')('GET', `/api/media/${idIn(ids)}`),
    agentSees: 404,
    may: 'davi',
  } as const
  return { 'GET /media/:id': picture, 'GET /media/:id/thumbnail': picture }
}

let tabulations = 0
async function newTabulation(app: App): Promise<string> {
  const body = { name: `Orçamento ${++tabulations}` }
  return String((await app.as('ana')('POST', '/api/tabulations', { body })).body.id)
}

function tabulationLines(app: App): Lines {
  const tabulation = {
    object: () => newTabulation(app),
    look: (ids: Ids) => app.as('ana')('GET', `/api/tabulations/${idIn(ids)}`),
  }
  const body = () => ({ name: `Retorno ${++tabulations}` })
  return {
    'GET /tabulations/:id': { ...tabulation, agentSees: 200 },
    'PUT /tabulations/:id': { ...tabulation, agentSees: 403, may: 'marcos', body },
    'DELETE /tabulations/:id': { ...tabulation, agentSees: 403, may: 'marcos' },
  }
}

/** What came to a number that was not here yet, and is now. */
function parkedLines(app: App): Lines {
  const list = () => app.as('ana')<{ data: { id: string }[] }>('GET', '/api/parked-items')
  const item = {
    object: async () => {
      const { id } = await anAccountWithNumber(app.ctx())
      const external = `9${String(BigInt(`0x${id.slice(-12)}`))}`
      const status = await post(app, envelope({ messages: [textFrom('5511987650077', 'Oi')] }, external))
      if (status !== 200) throw new Error(`nothing was parked: ${status}`)
      await app.database.pool.query('update numbers set external_id = $1 where id = $2', [external, id])
      return String((await list()).body.data[0]?.id)
    },
    look: async (ids: Ids) => oneOf(await list(), ids),
    agentSees: 403,
    may: 'marcos',
  } as const
  return { 'PUT /parked-items/:id/replay': item, 'DELETE /parked-items/:id': item }
}
