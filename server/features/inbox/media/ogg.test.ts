import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOpus } from './ogg.ts'
import { anOgg } from './testing.ts'

const read = (file: Buffer) => readOpus(file, file)

test('says how long a voice message is, and in how many channels', () => {
  assert.deepEqual(read(anOgg({ seconds: 7 })), { channels: 1, seconds: 7 })
  assert.deepEqual(read(anOgg({ channels: 2 })), { channels: 2, seconds: 3 })
})

test('is told by the end alone, also where it is cut', () => {
  const file = anOgg({ seconds: 5 })
  assert.equal(readOpus(file, file.subarray(50))?.seconds, 5)
  assert.equal(readOpus(file, Buffer.concat([file, Buffer.from('OggS')]))?.seconds, 5)
  assert.equal(readOpus(file, Buffer.from('nothing of that kind'))?.seconds, null)
})

test('other audio, and what is no audio, is not Opus', () => {
  assert.equal(read(anOgg({ codec: '\u0001vorbis ' })), null)
  for (const other of [Buffer.alloc(0), Buffer.from('OggS'), Buffer.from('RIFF....WAVE'), Buffer.alloc(200)])
    assert.equal(read(other), null)
  const file = anOgg()
  for (let length = 0; length < 60; length++)
    assert.doesNotThrow(() => readOpus(file.subarray(0, length), file))
})
