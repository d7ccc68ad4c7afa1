import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import type { ConversationWithMessages } from '#contract/conversations.ts'
import { keyWith } from '#test/api.ts'
import { type App, type PersonName, testApp } from '#test/app.ts'
import { aConversation, anAccountWithNumber, type OurNumber } from '../testing.ts'
import { aJpeg, anOgg, aPicture, upload } from './testing.ts'

let app: App
let number: OurNumber
before(async () => {
  app = await testApp()
  number = await anAccountWithNumber(app.ctx())
})
after(() => app?.close())

const fetchFile = (as: PersonName, path: string, headers: Record<string, string> = {}) =>
  fetch(`${app.url}${path}`, { headers: { cookie: app.people[as].cookie, ...headers } })
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer())
const pdf = new Uint8Array(Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj\n<< >>\nendobj\n'))

describe('uploading', () => {
  test('a picture is kept as it is, with a small one beside it', async () => {
    const jpeg = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#f00' } })
      .withExif({ IFD3: { GPSLatitude: '23/1 33/1 0/1' } })
      .jpeg()
      .toBuffer()
    assert.ok((await sharp(jpeg).metadata()).exif, 'otherwise there is nothing to leave out')
    const { status, body } = await upload(app, 'luisa', jpeg, { name: 'C:\\fotos\\antes.jpg' })
    assert.equal(status, 201)
    assert.deepEqual(
      [body.kind, body.state, body.type, body.name, body.size, body.width, body.height],
      ['image', 'stored', 'image/jpeg', 'antes.jpg', jpeg.length, 900, 600],
    )
    assert.deepEqual(await bytes(await fetchFile('luisa', String(body.url))), jpeg)
    const thumbnail = await fetchFile('luisa', String(body.thumbnailUrl))
    assert.equal(thumbnail.headers.get('content-type'), 'image/webp')
    const look = await sharp(await bytes(thumbnail)).metadata()
    assert.deepEqual([look.width, look.height, look.exif], [320, 213, undefined])
  })

  test('what phones take and channels do not is converted', async () => {
    const odd: Array<[string, Buffer, string]> = [
      ['webp', await aPicture().webp().toBuffer(), 'image/jpeg'],
      ['avif', await aPicture(64, 64).avif().toBuffer(), 'image/jpeg'],
      ['gif', await aPicture().gif().toBuffer(), 'image/jpeg'],
      ['png of 16 bits', await aPicture().toColourspace('rgb16').png().toBuffer(), 'image/png'],
      ['png with a palette', await aPicture().png({ palette: true }).toBuffer(), 'image/png'],
    ]
    for (const [what, content, type] of odd) {
      const { body } = await upload(app, 'luisa', content)
      assert.deepEqual([body.kind, body.type], ['image', type], what)
      const look = await sharp(await bytes(await fetchFile('luisa', String(body.url)))).metadata()
      assert.deepEqual([look.depth, look.isPalette ?? false], ['uchar', false], what)
    }
  })

  test('what is turned by a note of the camera is measured as it is seen', async () => {
    const turned = await sharp(await aJpeg(300, 200))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const { body } = await upload(app, 'luisa', turned)
    assert.deepEqual([body.width, body.height], [200, 300])
  })

  test('a voice message says how long it is', async () => {
    const { status, body } = await upload(app, 'luisa', anOgg({ seconds: 4 }), { query: '?voice=true' })
    assert.deepEqual(
      [status, body.kind, body.voice, body.seconds, body.type],
      [201, 'audio', true, 4, 'audio/ogg'],
    )
  })

  test('documents go by their content, and may be forced to be one', async () => {
    const { body } = await upload(app, 'luisa', pdf, { name: 'orçamento.jpg' })
    assert.deepEqual([body.kind, body.type, body.name], ['document', 'application/pdf', 'orçamento.jpg'])
  })

  test('what would be refused later is refused now, with the reason, and leaves nothing', async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: 20, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    const cases: Array<[string, Uint8Array, string, number, string]> = [
      ['two channels', anOgg({ channels: 2 }), '', 415, 'not_mono'],
      ['another codec', anOgg({ codec: '\u0001vorbis ' }), '?kind=audio', 415, 'not_opus'],
      ['a program', Buffer.from('MZ\u0090\u0000\u0003'), '', 415, 'type_not_accepted'],
      [
        'a page',
        Buffer.from('<html><script>alert(1)</script></html>'),
        '?kind=image',
        415,
        'type_not_accepted',
      ],
      ['a moving picture', moving, '', 415, 'animated'],
      ['a broken picture', (await aJpeg()).subarray(0, 300), '', 415, 'cannot_convert'],
      ['a sticker that is a JPEG', await aJpeg(), '?kind=sticker', 415, 'type_not_accepted'],
      ['a still sticker of more than 100 kB', await noise('webp'), '?kind=sticker', 413, 'too_large'],
      ['nothing', Buffer.alloc(0), '', 422, 'empty_file'],
    ]
    const count = async () =>
      Number((await app.database.pool.query('select count(*) from media')).rows[0]?.count)
    const before = await count()
    for (const [what, content, query, status, code] of cases) {
      const refused = await upload(app, 'luisa', content, { query })
      assert.deepEqual([refused.status, refused.body.code], [status, code], what)
    }
    assert.equal(await count(), before)
  })

  test('a picture that is too large is made smaller', async () => {
    const large = await noise('png', 1700)
    assert.ok(large.length > 5_000_000)
    const { body } = await upload(app, 'luisa', large)
    assert.equal(body.type, 'image/jpeg')
    assert.ok(Number(body.size) < 5_000_000)
  })

  test('not what is no file, nor by who may not write', async () => {
    const ask = (body: string | FormData | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
      fetch(`${app.url}/api/media`, {
        method: 'POST',
        body,
        headers: { cookie: app.people.luisa.cookie, origin: app.url, ...headers },
      })
    const form = new FormData()
    form.append('note', 'no file here')
    assert.equal((await ask(form)).status, 422)
    assert.equal((await ask('{}', { 'content-type': 'application/json' })).status, 415)
    assert.equal((await ask(pdf, { 'content-type': 'application/pdf' })).status, 415)
    const headers = await keyWith(app.request, ['conversations:read'])
    assert.equal((await upload(app, 'luisa', pdf, { headers })).status, 403)
    const elsewhere = { cookie: app.people.luisa.cookie, origin: 'https://evil.example' }
    assert.equal((await upload(app, 'luisa', pdf, { headers: elsewhere })).status, 403)
  })

  test('more than anybody takes is cut off and answered', async () => {
    async function* endless() {
      yield Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n')
      for (let n = 0; n < 102; n++) yield Buffer.alloc(1024 * 1024, 1)
      yield Buffer.from('\r\n--x--\r\n')
    }
    const response = await fetch(`${app.url}/api/media`, {
      method: 'POST',
      body: ReadableStream.from(endless()),
      duplex: 'half',
      headers: {
        cookie: app.people.luisa.cookie,
        origin: app.url,
        'content-type': 'multipart/form-data; boundary=x',
      },
    } as RequestInit) // `duplex` is missing in the type
    assert.equal(response.status, 413)
  })
})

/** Does not become smaller by being packed. */
function noise(format: 'png' | 'webp', side = 500): Promise<Buffer> {
  const raw = randomBytes(side * side * 3)
  return sharp(raw, { raw: { width: side, height: side, channels: 3 } })
    [format](format === 'webp' ? { lossless: true } : { compressionLevel: 0 })
    .toBuffer()
}

describe('fetching', () => {
  const sent = async (options: { operatorId?: string; content?: Uint8Array; name?: string } = {}) => {
    const { operatorId, content = await aJpeg(), ...named } = options
    const talk = await aConversation(
      app.ctx(),
      number,
      operatorId ? { status: 'open', operator_id: operatorId } : {},
    )
    const { body } = await upload(app, 'davi', content, named)
    const type = body.kind
    const message = { type, media: { id: body.id } }
    const reply = await app.as('davi')('POST', `/api/conversations/${talk.id}/messages`, { body: message })
    assert.equal(reply.status, 201, reply.text)
    return { talk, url: String(body.url), thumbnailUrl: String(body.thumbnailUrl) }
  }

  test('is for who may see a conversation that it is in', async () => {
    const { talk, url, thumbnailUrl } = await sent({ operatorId: app.people.davi.id })
    for (const path of [url, thumbnailUrl]) {
      assert.equal((await fetchFile('luisa', path)).status, 404)
      for (const name of ['davi', 'marcos', 'ana'] as const)
        assert.equal((await fetchFile(name, path)).status, 200)
    }
    const body = { operatorId: app.people.luisa.id }
    assert.equal((await app.as('ana')('PUT', `/api/conversations/${talk.id}/assign`, { body })).status, 200)
    assert.equal((await fetchFile('luisa', url)).status, 200)
    assert.equal((await fetch(`${app.url}${url}`)).status, 401)
  })

  test('before it is sent it is for who brought it, who alone can send it', async () => {
    const { body } = await upload(app, 'luisa', await aJpeg(10, 10))
    assert.equal((await fetchFile('luisa', String(body.url))).status, 200)
    assert.equal((await fetchFile('davi', String(body.url))).status, 404)
    const { id } = await aConversation(app.ctx(), number)
    const send = (as: PersonName) =>
      app.as(as)('POST', `/api/conversations/${id}/messages`, {
        body: { type: 'image', media: { id: body.id } },
      })
    assert.equal((await send('davi')).status, 422)
    assert.equal((await send('luisa')).status, 201)
    const { body: read } = await app.as('luisa')<ConversationWithMessages>('GET', `/api/conversations/${id}`)
    assert.equal(read.messages[0]?.media?.id, body.id)
  })

  test('what a program brought is for programs until it is sent', async () => {
    const scopes = ['conversations:read', 'conversations:reply'] as const
    const headers = await keyWith(app.request, scopes)
    const { status, body } = await upload(app, 'luisa', pdf, { headers })
    assert.equal(status, 201)
    const ask = (headers: Record<string, string>) => fetch(`${app.url}${body.url}`, { headers })
    assert.equal((await ask(headers)).status, 200)
    assert.equal((await ask({ cookie: app.people.luisa.cookie })).status, 404)
  })

  test('a part of it, as players ask for', async () => {
    const { url } = await sent({ content: pdf })
    const part = await fetchFile('davi', url, { range: 'bytes=1-3' })
    assert.deepEqual(
      [part.status, part.headers.get('content-range'), part.headers.get('content-length')],
      [206, `bytes 1-3/${pdf.length}`, '3'],
    )
    assert.equal(String(await bytes(part)), 'PDF')
    const outside = await fetchFile('davi', url, { range: 'bytes=9999-' })
    assert.deepEqual([outside.status, outside.headers.get('content-range')], [416, `bytes */${pdf.length}`])
  })

  test('nothing of it can act in a browser', async () => {
    const { url } = await sent({ content: pdf, name: 'orçamento "final".pdf' })
    const { headers } = await fetchFile('davi', url)
    assert.equal(headers.get('content-type'), 'application/pdf')
    assert.equal(
      headers.get('content-disposition'),
      `attachment; filename="orcamento _final_.pdf"; filename*=UTF-8''or%C3%A7amento%20%22final%22.pdf`,
    )
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/)
    assert.match(headers.get('cache-control') ?? '', /^private/)
    const picture = await sent()
    const shown = await fetchFile('davi', picture.url)
    assert.match(shown.headers.get('content-disposition') ?? '', /^inline/)
  })

  test('what is not there yet, or never will be, says so', async () => {
    const talk = await aConversation(app.ctx(), number)
    const { pool } = app.database
    for (const [state, status] of [
      ['waiting', 409],
      ['failed', 410],
    ] as const) {
      const { id } = (await upload(app, 'luisa', await aJpeg(8, 8))).body
      await pool.query(`update media set state = $2, hash = null where id = $1`, [id, state])
      const answer = await fetchFile('luisa', `/api/media/${id}`)
      assert.equal(answer.status, status)
      const body = { type: 'image', media: { id } }
      assert.equal(
        (await app.as('luisa')('POST', `/api/conversations/${talk.id}/messages`, { body })).status,
        422,
      )
    }
  })

  test('a file is sent only as what it is', async () => {
    const talk = await aConversation(app.ctx(), number)
    const { id } = (await upload(app, 'luisa', pdf)).body
    const body = { type: 'image', media: { id } }
    const refused = await app.as('luisa')('POST', `/api/conversations/${talk.id}/messages`, { body })
    assert.deepEqual([refused.status, refused.body.code], [415, 'type_not_accepted'])
  })
})
