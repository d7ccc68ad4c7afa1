import sharp from 'sharp'
import type { Ids } from '#test/api.ts'
import type { App, PersonName } from '#test/app.ts'
import type { Method } from '#test/http.ts'
import { envelope, post, textFrom } from '#test/whatsapp.ts'
import { idIn, type Lines, oneOf } from './line.ts'
import { failMessage, insertNumber, renumber } from './rows.ts'

export const inboxLines = (app: App): Lines => ({
  ...conversationLines(app),
  ...messageLines(app),
  ...mediaLines(app),
  ...tabulationLines(app),
  ...parkedLines(app),
})

export type Talk = { id: string; contactId: string; numberId: string }
let customers = 0

/** Somebody wrote, and Davi was given the conversation; he has not looked yet. */
export async function davisTalk(app: App): Promise<Talk> {
  const { id: numberId, external } = await insertNumber(app)
  const customer = `55119876${10_000 + ++customers}`
  await bring(app, customer, external)
  const { body } = await app.as('ana')('GET', `/api/conversations?numberId=${numberId}`)
  const found = body.data?.[0]
  const talk = { id: String(found?.id), contactId: String(found?.contact?.id), numberId }
  await send(app, 'ana', 'PUT', `/api/conversations/${talk.id}/assign`, { operatorId: app.people.davi.id })
  return talk
}

export const say = async (app: App, talk: Talk, body: object): Promise<string> =>
  String((await send(app, 'davi', 'POST', `/api/conversations/${talk.id}/messages`, body)).id)

async function send(app: App, who: PersonName, method: Method, path: string, body: object) {
  const { status, text, body: made } = await app.as(who)(method, path, { body })
  if (status >= 300) throw new Error(`${method} ${path} answered ${status} ${text}`)
  return made
}

async function bring(app: App, customer: string, external: string): Promise<void> {
  const status = await post(app, envelope({ messages: [textFrom(customer, 'Quanto custa?')] }, external))
  if (status !== 200) throw new Error(`nothing was brought: ${status}`)
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
  const message = (happened: (id: string) => Promise<void>) => ({
    object: async () => {
      const id = await say(app, await davisTalk(app), { text: 'São 180 reais.' })
      await happened(id)
      return id
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
    'PUT /messages/:id/retry': message((id) => failMessage(app, id)),
    'DELETE /messages/:id': message(async () => {}),
  }
}

/** A picture that Davi has uploaded. */
export async function davisPicture(app: App): Promise<string> {
  const blue = sharp({ create: { width: 600, height: 400, channels: 3, background: '#3b82f6' } })
  const file = new File([new Uint8Array(await blue.jpeg().toBuffer())], 'receita.jpg')
  return String((await app.as('davi')('POST', '/api/media', { file })).body.id)
}

function mediaLines(app: App): Lines {
  const picture = {
    object: async () => {
      const id = await davisPicture(app)
      await say(app, await davisTalk(app), { type: 'image', media: { id } })
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
      const number = await insertNumber(app)
      const external = `9${number.external}`
      await bring(app, '5511987650077', external)
      await renumber(app, number, external)
      return String((await list()).body.data[0]?.id)
    },
    look: async (ids: Ids) => oneOf(await list(), ids),
    agentSees: 403,
    may: 'marcos',
  } as const
  return { 'PUT /parked-items/:id/replay': item, 'DELETE /parked-items/:id': item }
}
