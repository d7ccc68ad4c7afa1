/** Opus packets in an Ogg file (RFC 3533, RFC 7845), as WhatsApp sends voice notes: no browser records one itself. */
/** `samples` as Opus counts them: 48,000 to the second. */
export type Packet = { bytes: Uint8Array; samples: number }

const preSkip = 312
const perPage = 50

export function oggOf(packets: readonly Packet[], serial = 0x70726f73): Uint8Array {
  const pages = [
    page([head()], { serial, sequence: 0, granule: 0, flags: 2 }),
    page([tags()], { serial, sequence: 1, granule: 0, flags: 0 }),
  ]
  let granule = 0
  for (let at = 0; at < packets.length; at += perPage) {
    const some = packets.slice(at, at + perPage)
    granule = some.reduce((sum, { samples }) => sum + samples, granule)
    const flags = at + perPage >= packets.length ? 4 : 0
    pages.push(
      page(
        some.map(({ bytes }) => bytes),
        { serial, sequence: pages.length, granule, flags },
      ),
    )
  }
  return join(pages)
}

function head(): Uint8Array {
  const bytes = new Uint8Array(19)
  bytes.set(ascii('OpusHead'))
  const view = new DataView(bytes.buffer)
  view.setUint8(8, 1)
  view.setUint8(9, 1)
  view.setUint16(10, preSkip, true)
  view.setUint32(12, 48_000, true)
  return bytes
}

function tags(): Uint8Array {
  const vendor = ascii('Prosa')
  const bytes = new Uint8Array(16 + vendor.length)
  bytes.set(ascii('OpusTags'))
  new DataView(bytes.buffer).setUint32(8, vendor.length, true)
  bytes.set(vendor, 12)
  return bytes
}

type Place = { serial: number; sequence: number; granule: number; flags: number }

function page(packets: Uint8Array[], { serial, sequence, granule, flags }: Place): Uint8Array {
  // A packet is laced in pieces of 255 bytes; a shorter piece, if of no bytes, ends it.
  const lacing = packets.flatMap(({ length }) => [
    ...Array<number>(Math.floor(length / 255)).fill(255),
    length % 255,
  ])
  const header = new Uint8Array(27 + lacing.length)
  header.set(ascii('OggS'))
  header.set(lacing, 27)
  const view = new DataView(header.buffer)
  view.setUint8(5, flags)
  view.setBigUint64(6, BigInt(granule), true)
  view.setUint32(14, serial, true)
  view.setUint32(18, sequence, true)
  view.setUint8(26, lacing.length)
  const whole = join([header, ...packets])
  new DataView(whole.buffer).setUint32(22, checksum(whole), true)
  return whole
}

/** Ogg's own: the polynomial 04C11DB7, neither reflected nor inverted. */
export function checksum(bytes: Uint8Array): number {
  let sum = 0
  for (const byte of bytes) sum = (sum << 8) ^ (table[((sum >>> 24) & 0xff) ^ byte] ?? 0)
  return sum >>> 0
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24
  for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  return sum >>> 0
})

const ascii = (text: string) => new TextEncoder().encode(text)

function join(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
