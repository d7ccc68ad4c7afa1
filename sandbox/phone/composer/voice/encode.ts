import { oggOf, type Packet } from './ogg.ts'

export const rate = 48_000
const config = { codec: 'opus', sampleRate: rate, numberOfChannels: 1, bitrate: 24_000 }

/** A voice note as WhatsApp makes them, Ogg with Opus; a plain WAV where the browser cannot encode. */
export async function voiceNote(samples: Float32Array<ArrayBuffer>): Promise<Blob> {
  const able = typeof AudioEncoder === 'function' && (await AudioEncoder.isConfigSupported(config)).supported
  if (!able) return wav(samples)
  const packets = await encode(samples)
  return new Blob([new Uint8Array(oggOf(packets))], { type: 'audio/ogg; codecs=opus' })
}

/** Whatever the browser recorded, as one channel. */
export async function decode(recorded: Blob): Promise<Float32Array<ArrayBuffer>> {
  const decoder = new OfflineAudioContext(1, 1, rate)
  const sound = await decoder.decodeAudioData(await recorded.arrayBuffer())
  const mixed = new Float32Array(sound.length)
  for (let channel = 0; channel < sound.numberOfChannels; channel++)
    for (const [at, value] of sound.getChannelData(channel).entries())
      mixed[at] = (mixed[at] ?? 0) + value / sound.numberOfChannels
  return mixed
}

async function encode(samples: Float32Array<ArrayBuffer>): Promise<Packet[]> {
  const packets: Packet[] = []
  let failed: Error | undefined
  const encoder = new AudioEncoder({
    output(chunk) {
      const bytes = new Uint8Array(chunk.byteLength)
      chunk.copyTo(bytes)
      packets.push({ bytes, samples: Math.round(((chunk.duration ?? 20_000) * rate) / 1e6) })
    },
    error(error) {
      failed = error
    },
  })
  encoder.configure(config)
  for (let at = 0; at < samples.length; at += rate) {
    const data = samples.slice(at, at + rate)
    const timestamp = Math.round((at / rate) * 1e6)
    const sound = new AudioData({
      format: 'f32-planar',
      sampleRate: rate,
      numberOfFrames: data.length,
      numberOfChannels: 1,
      timestamp,
      data,
    })
    encoder.encode(sound)
    sound.close()
  }
  await encoder.flush()
  encoder.close()
  if (failed) throw failed
  return packets
}

function wav(samples: Float32Array): Blob {
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2))
  const words: Array<[at: number, text: string]> = [
    [0, 'RIFF'],
    [8, 'WAVE'],
    [12, 'fmt '],
    [36, 'data'],
  ]
  for (const [at, text] of words)
    for (const [next, sign] of [...text].entries()) view.setUint8(at + next, sign.charCodeAt(0))
  const numbers: Array<[at: number, value: number]> = [
    [4, 36 + samples.length * 2],
    [16, 16],
    [24, rate],
    [28, rate * 2],
    [40, samples.length * 2],
  ]
  for (const [at, value] of numbers) view.setUint32(at, value, true)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    view.setUint16(at, value, true)
  for (const [at, value] of samples.entries())
    view.setInt16(44 + at * 2, Math.max(-1, Math.min(1, value)) * 32_767, true)
  return new Blob([view], { type: 'audio/wav' })
}
