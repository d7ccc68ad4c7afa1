import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checksum, oggOf } from './ogg.ts'

type Page = { flags: number; granule: number; sequence: number; packets: Uint8Array[] }

/** Read as a player does, refusing what it would refuse. */
function read(file: Uint8Array): Page[] {
  const pages: Page[] = []
  for (let at = 0; at < file.length; ) {
    const view = new DataView(file.buffer, at)
    assert.equal(new TextDecoder().decode(file.subarray(at, at + 4)), 'OggS')
    const lacing = [...file.subarray(at + 27, at + 27 + view.getUint8(26))]
    const start = at + 27 + lacing.length
    const end = start + lacing.reduce((sum, piece) => sum + piece, 0)
    const unsigned = file.slice(at, end)
    unsigned.fill(0, 22, 26)
    assert.equal(view.getUint32(22, true), checksum(unsigned), 'the checksum of the page')
    const packets: Uint8Array[] = []
    let from = start
    let length = 0
    for (const piece of lacing) {
      length += piece
      if (piece === 255) continue
      packets.push(file.slice(from, from + length))
      from += length
      length = 0
    }
    pages.push({
      flags: view.getUint8(5),
      granule: Number(view.getBigUint64(6, true)),
      sequence: view.getUint32(18, true),
      packets,
    })
    at = end
  }
  return pages
}

const packet = (length: number, fill: number) => ({ bytes: new Uint8Array(length).fill(fill), samples: 960 })

test('the checksum is the one of Ogg', () => {
  assert.equal(checksum(new TextEncoder().encode('123456789')), 0x89a1897f)
})

test('every packet comes out as it went in, in order', () => {
  const packets = Array.from({ length: 120 }, (_, at) => packet([0, 1, 254, 255, 256, 510][at % 6] ?? 0, at))
  const [head, tags, ...sound] = read(oggOf(packets))
  assert.equal(new TextDecoder().decode(head?.packets[0]?.subarray(0, 8)), 'OpusHead')
  assert.equal(new TextDecoder().decode(tags?.packets[0]?.subarray(0, 8)), 'OpusTags')
  assert.deepEqual(
    sound.flatMap((page) => page.packets),
    packets.map(({ bytes }) => bytes),
  )
})

test('pages are numbered, begun, ended and timed', () => {
  const pages = read(oggOf(Array.from({ length: 120 }, () => packet(10, 1))))
  assert.deepEqual(
    pages.map(({ sequence }) => sequence),
    [0, 1, 2, 3, 4],
  )
  assert.deepEqual(
    pages.map(({ flags }) => flags),
    [2, 0, 0, 0, 4],
  )
  assert.deepEqual(
    pages.map(({ granule }) => granule),
    [0, 0, 48_000, 96_000, 115_200],
  )
})
