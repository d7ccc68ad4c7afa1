import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, before, beforeEach, describe, test } from 'node:test'
import { ChannelError } from '../index.ts'
import { failing, json, number, startFakeGraph, token } from '../testing.ts'
import { mayFollow, maySeeToken } from './hosts.ts'

let fake: Awaited<ReturnType<typeof startFakeGraph>>
let foreign: Awaited<ReturnType<typeof startFakeGraph>>
before(async () => {
  fake = await startFakeGraph()
  foreign = await startFakeGraph()
})
after(() => Promise.all([fake.close(), foreign.close()]))
beforeEach(() => {
  fake.received.splice(0)
  foreign.received.splice(0)
})

const rejects = async (call: Promise<unknown>, expected: object): Promise<void> => {
  await assert.rejects(call, (error: unknown) => {
    assert.ok(error instanceof ChannelError, String(error))
    assert.partialDeepStrictEqual(error.error, expected)
    return true
  })
}
const tokensSeen = () => fake.received.map(({ headers }) => headers.authorization)

describe('who may see the token', () => {
  const access = { graphUrl: 'http://127.0.0.1:4000/graph', version: 'v25.0', accessToken: token }
  const cases: [string, boolean, boolean][] = [
    ['https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1', true, true],
    ['https://scontent.whatsapp.net/v/1', true, true],
    ['https://graph.facebook.com/v25.0/1', true, true],
    ['http://127.0.0.1:4000/file', true, true],
    ['http://lookaside.fbsbx.com/1', false, false],
    ['https://lookaside.fbsbx.com:8443/1', false, true],
    ['https://evilfacebook.com/1', false, true],
    ['https://facebook.com.evil.example/1', false, true],
    ['https://evil.example/?x=.facebook.com', false, true],
    ['https://facebook.com@evil.example/', false, true],
    ['http://127.0.0.1:4001/file', false, false],
    ['https://127.0.0.1:4000/file', false, true],
    ['file:///etc/passwd', false, false],
  ]
  for (const [address, seesToken, followed] of cases)
    test(address, () => {
      const url = new URL(address)
      assert.deepEqual([maySeeToken(access, url), mayFollow(access, url)], [seesToken, followed])
    })
})

describe('downloads', () => {
  test('a file, in pieces', async () => {
    const file = Buffer.alloc(3_000_000, 'x')
    fake.on('GET /file', (response) => response.end(file))
    assert.ok((await buffer(await fake.graph.downloadMedia(`${fake.url}/file`))).equals(file))
    assert.deepEqual(tokensSeen(), [`Bearer ${token}`])
  })

  test('the address of a stranger is not even asked', async () => {
    foreign.on('GET /file', (response) => response.end('x'))
    await rejects(fake.graph.downloadMedia(`${foreign.url}/file`), { code: 'foreign_host' })
    await rejects(fake.graph.downloadMedia('not an address'), { code: 'foreign_host' })
    assert.deepEqual(foreign.received, [])
  })

  test('a redirect is followed without the token, and not to just anywhere', async () => {
    fake.on('GET /moved', (response) => response.writeHead(302, { location: '/there' }).end())
    fake.on('GET /there', (response) => response.end('here it is'))
    assert.equal((await buffer(await fake.graph.downloadMedia(`${fake.url}/moved`))).toString(), 'here it is')
    assert.deepEqual(tokensSeen(), [`Bearer ${token}`, undefined])
    fake.on('GET /away', (response) => response.writeHead(302, { location: `${foreign.url}/file` }).end())
    fake.on('GET /round', (response) => response.writeHead(302, { location: '/round' }).end())
    fake.on('GET /nowhere', (response) => response.writeHead(302).end())
    for (const path of ['/away', '/round', '/nowhere'])
      await rejects(fake.graph.downloadMedia(`${fake.url}${path}`), { code: 'foreign_host' })
    assert.deepEqual(foreign.received, [])
  })

  test('an address that is no longer good is replaced once', async () => {
    fake.on('GET /v25.0/77', json({ url: `${fake.url}/fresh` }))
    fake.on('GET /fresh', (response) => response.end('here it is'))
    const name = { number, providerId: '77' }
    const found = await fake.graph.downloadMedia(`${fake.url}/stale`, name)
    assert.equal((await buffer(found)).toString(), 'here it is')
    fake.on('GET /v25.0/77', json({ url: `${fake.url}/stale` }))
    fake.received.splice(0)
    const gone = { code: '131052', class: 'C', trouble: 'media_not_fetched' }
    await rejects(fake.graph.downloadMedia(`${fake.url}/stale`, name), gone)
    assert.equal(fake.received.length, 3)
    await rejects(fake.graph.downloadMedia(`${fake.url}/stale`), gone)
  })

  test('what breaks, now or on the way, is a ChannelError', async () => {
    fake.on('GET /broken', (response) => response.writeHead(500).end())
    await rejects(fake.graph.downloadMedia(`${fake.url}/broken`), { class: 'B' })
    fake.on('GET /cut', (response) => {
      response.writeHead(200, { 'content-length': '900000' })
      response.write(Buffer.alloc(70_000), () => response.destroy())
    })
    await rejects(fake.graph.downloadMedia(`${fake.url}/cut`).then(buffer), { class: 'B' })
    fake.on('GET /huge', (response) => {
      response.writeHead(200, { 'content-length': String(100 * 1024 * 1024 + 1) })
      response.write(Buffer.alloc(1_000_000))
    })
    await rejects(fake.graph.downloadMedia(`${fake.url}/huge`), { code: 'too_large' })
  })

  test('who stops reading gives the connection back', async () => {
    let isClosed = (): void => {}
    const closed = new Promise<void>((resolve) => {
      isClosed = resolve
    })
    fake.on('GET /endless', (response) => {
      const timer = setInterval(() => response.write(Buffer.alloc(65_536)), 5)
      response.on('close', () => {
        clearInterval(timer)
        isClosed()
      })
    })
    const stream = await fake.graph.downloadMedia(`${fake.url}/endless`)
    stream.destroy()
    await closed
  })
})

describe('what is known of a file', () => {
  const hash = createHash('sha256').update('x')
  const digest = hash.digest()

  test('with its hash in base64, however it was written', async () => {
    for (const sha256 of [digest.toString('hex'), digest.toString('base64')]) {
      fake.on(
        'GET /v25.0/77',
        json({ url: 'https://a', mime_type: 'image/jpeg', sha256, file_size: '303833' }),
      )
      assert.deepEqual(await fake.graph.findMedia(number, '77'), {
        url: 'https://a',
        type: 'image/jpeg',
        hash: digest.toString('base64'),
        size: 303833,
      })
    }
    assert.equal(fake.received[0]?.url, `/v25.0/77?phone_number_id=${number}`)
  })

  test('one that Meta has forgotten is no trouble of the number', async () => {
    fake.on('GET /v25.0/77', failing(100, 400, { error_subcode: 33 }))
    await rejects(fake.graph.findMedia(number, '77'), { trouble: 'media_not_fetched', scope: 'message' })
  })

  test('taken away', async () => {
    fake.on('DELETE /v25.0/77', json({ success: true }))
    await fake.graph.deleteMedia(number, '77')
    assert.deepEqual(
      fake.received.map(({ method, url }) => [method, url]),
      [['DELETE', `/v25.0/77?phone_number_id=${number}`]],
    )
  })
})

describe('uploads', () => {
  const path = `POST /v25.0/${number}/media`
  const form = () => {
    const { headers, body } = fake.received[0] ?? { headers: {}, body: Buffer.alloc(0) }
    const type = headers['content-type'] ?? ''
    return new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  }

  test('a stream of known size, in one piece and with a name that stays one', async () => {
    fake.on(path, json({ id: '88' }))
    const file = Buffer.alloc(2_000_000, 'á')
    const parts = Readable.from([file.subarray(0, 700_001), file.subarray(700_001)])
    const uploaded = await fake.graph.uploadMedia(number, {
      stream: parts,
      type: 'audio/ogg; codecs=opus',
      name: 'vóz "1"\r\nX: y.ogg',
      size: file.length,
    })
    assert.equal(uploaded.providerId, '88')
    const days = (uploaded.until.getTime() - Date.now()) / 86_400_000
    assert.ok(days > 28 && days < 30)
    const { headers, body } = fake.received[0] ?? assert.fail('nothing came')
    assert.equal(headers['content-length'], String(body.length))
    assert.equal(headers['transfer-encoding'], undefined)
    const fields = await form()
    assert.deepEqual(
      [fields.get('messaging_product'), fields.get('type')],
      ['whatsapp', 'audio/ogg; codecs=opus'],
    )
    const sent = fields.get('file')
    assert.ok(sent instanceof File)
    assert.equal(sent.name, 'vóz "1"\r\nX: y.ogg')
    assert.doesNotMatch(body.subarray(0, 1000).toString(), /^X:/m)
    assert.equal(sent.type, 'audio/ogg; codecs=opus')
    assert.ok(Buffer.from(await sent.arrayBuffer()).equals(file))
  })

  test('bytes that are there already', async () => {
    fake.on(path, json({ id: '88' }))
    await fake.graph.uploadMedia(number, { buffer: Buffer.from('abc'), type: 'a\r\nb: c', name: '', size: 3 })
    const sent = (await form()).get('file')
    assert.ok(sent instanceof File)
    assert.deepEqual([sent.name, sent.type, await sent.text()], ['file', 'application/octet-stream', 'abc'])
  })

  test('a file that is not as long as it was said to be', async () => {
    fake.on(path, json({ id: '88' }))
    for (const size of [2, 4]) {
      const stream = Readable.from([Buffer.from('abc')])
      const file = { stream, type: 'text/plain', name: 'a.txt', size }
      await rejects(fake.graph.uploadMedia(number, file), { code: 'wrong_size', trouble: 'media_invalid' })
    }
  })

  test('one that may have arrived may be brought again', async () => {
    const file = { buffer: Buffer.from('abc'), type: 'text/plain', name: 'a.txt', size: 3 }
    for (const reply of [failing(131000, 500), (response: ServerResponse) => void response.destroy()]) {
      fake.on(path, reply)
      await rejects(fake.graph.uploadMedia(number, file), { class: 'A', trouble: 'provider_unavailable' })
    }
  })

  test('a refusal closes the file', async () => {
    fake.on(path, failing(131053))
    const stream = Readable.from([Buffer.from('abc')])
    const file = { stream, type: 'text/plain', name: 'a.txt', size: 3 }
    await rejects(fake.graph.uploadMedia(number, file), { trouble: 'media_invalid' })
    assert.ok(stream.destroyed)
  })
})
