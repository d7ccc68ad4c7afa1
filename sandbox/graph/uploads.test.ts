import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Opened, openSandbox } from '../testing.ts'

let opened: Opened
before(async () => {
  opened = await openSandbox()
})
after(() => opened.close())

const picture = Buffer.from('not really a picture')

function form(type: string, bytes: Uint8Array<ArrayBuffer> = new Uint8Array(picture)): FormData {
  const form = new FormData()
  form.append('messaging_product', 'whatsapp')
  form.append('file', new Blob([bytes], { type }), 'foto.jpg')
  return form
}
const upload = (body: FormData, number = opened.number.id) => opened.graph('POST', `${number}/media`, body)
const download = (url: string, token = opened.outside.accessToken) =>
  fetch(url, { headers: { authorization: `Bearer ${token}` } })

test('uploaded, described, downloaded with the token, deleted', async () => {
  const { id } = (await upload(form('image/jpeg'))).body
  const { body } = await opened.graph('GET', id)
  assert.deepEqual(
    [body.mime_type, body.file_size, body.sha256],
    ['image/jpeg', picture.length, createHash('sha256').update(picture).digest('hex')],
  )
  const response = await download(body.url)
  assert.equal(response.headers.get('content-type'), 'image/jpeg')
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), picture)
  assert.equal((await download(body.url, 'wrong')).status, 401)
  assert.deepEqual((await opened.graph('DELETE', id)).body, { success: true })
  assert.equal((await opened.graph('GET', id)).status, 400)
  assert.equal((await download(body.url)).status, 404)
})

test('an address lasts five minutes; a new one is to be had', async () => {
  const { id } = (await upload(form('image/jpeg'))).body
  const { url } = (await opened.graph('GET', id)).body
  opened.sandbox.clock.advance(4 * 60_000)
  assert.equal((await download(url)).status, 200)
  opened.sandbox.clock.advance(60_001)
  assert.equal((await download(url)).status, 404)
  assert.equal((await download((await opened.graph('GET', id)).body.url)).status, 200)
  assert.equal((await download(url.replace(/ext=\d+/, 'ext=9999999999'))).status, 404)
})

test('what a customer sends lasts seven days', async () => {
  const { id } = await opened.someone()
  const image = { bytes: picture, mimeType: 'image/jpeg' }
  const { media } = await opened.sandbox.customers.write(id, { number: opened.number.id, image })
  assert.equal((await opened.graph('GET', media?.id ?? '')).status, 200)
  opened.sandbox.clock.advance(7 * 24 * 3_600_000)
  assert.equal((await opened.graph('GET', media?.id ?? '')).status, 400)
})

test('a file belongs to the number that it was uploaded for', async () => {
  const other = opened.outside.numbers[1]?.id ?? ''
  const { id } = (await upload(form('image/jpeg'), other)).body
  assert.equal((await opened.graph('GET', `${id}?phone_number_id=${other}`)).status, 200)
  assert.equal((await opened.graph('GET', `${id}?phone_number_id=${opened.number.id}`)).status, 400)
  const { phone } = await opened.someone()
  assert.equal((await opened.send({ to: phone, type: 'image', image: { id } })).body.error.code, 131009)
})

test('types and sizes that are not taken', async () => {
  const { status, body } = await upload(form('image/heic'))
  assert.deepEqual([status, body.error.code], [400, 100])
  assert.equal((await upload(form('audio/webm'))).status, 400)
  assert.equal((await upload(form('image/png', new Uint8Array(5 * 1024 ** 2 + 1)))).status, 400)
  assert.equal((await upload(form('image/png', new Uint8Array(5 * 1024 ** 2)))).status, 200)
  const nameless = form('image/jpeg')
  nameless.delete('messaging_product')
  assert.equal((await upload(nameless)).status, 400)
})

test('a picture sent as a voice fails later; as a picture it is seen by the customer', async () => {
  const { phone, id: customer } = await opened.someone()
  const { id } = (await upload(form('image/jpeg'))).body
  assert.equal((await opened.send({ to: phone, type: 'audio', audio: { id } })).status, 200)
  await opened.sandbox.settled()
  const [failed] = opened.receiver.all('statuses') as { errors: { code: number }[] }[]
  assert.equal(failed?.errors[0]?.code, 131053)
  await opened.send({ to: phone, type: 'image', image: { id, caption: 'Veja' } })
  const shown = opened.sandbox.customers.thread(customer, opened.number.id).data.at(-1)
  const response = await fetch(`${opened.sandbox.url}${shown?.media?.url}`)
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), picture)
})

test('a link is followed, or the message fails', async () => {
  const { phone, id: customer } = await opened.someone()
  // The page itself serves as a picture of the wrong type, and an address where nothing is.
  for (const path of ['/sandbox/index.html', '/nothing']) {
    opened.receiver.clear()
    await opened.send({ to: phone, type: 'image', image: { link: `${opened.sandbox.url}${path}` } })
    await opened.sandbox.settled()
    const [failed] = opened.receiver.all('statuses') as { errors: { code: number }[] }[]
    assert.equal(failed?.errors[0]?.code, 131053, path)
  }
  const image = { bytes: picture, mimeType: 'image/png' }
  const { media } = await opened.sandbox.customers.write(customer, { number: opened.number.id, image })
  await opened.send({ to: phone, type: 'image', image: { link: `${opened.sandbox.url}${media?.url}` } })
  await opened.sandbox.settled()
  const shown = opened.sandbox.customers.thread(customer, opened.number.id).data.at(-1)
  assert.deepEqual([shown?.media?.mimeType, shown?.status], ['image/png', 'read'])
})

test('it fails when that is asked for, and only so often', async () => {
  const { id } = (await upload(form('image/jpeg'))).body
  const { url } = (await opened.graph('GET', id)).body
  opened.sandbox.faults.set({ mediaFails: { times: 2 } })
  assert.equal((await upload(form('image/jpeg'))).status, 500)
  assert.equal((await download(url)).status, 500)
  assert.equal((await download(url)).status, 200)
})
