const pageHeader = 27
const opusRate = 48_000

export type Opus = { channels: number; seconds: number | null }

/**
 * What a voice message is, by the beginning and the end of its file: null where the audio in it is not Opus. Its length
 * is the position of the last page, in samples of which 48,000 are always one second.
 */
export function readOpus(head: Buffer, tail: Buffer): Opus | null {
  if (head.toString('latin1', 0, 4) !== 'OggS' || head.length < pageHeader) return null
  const begin = pageHeader + (head[26] ?? 0)
  if (head.toString('latin1', begin, begin + 8) !== 'OpusHead' || head.length < begin + 12) return null
  const channels = head.readUInt8(begin + 9)
  const skipped = head.readUInt16LE(begin + 10)
  const last = lastPosition(tail)
  return { channels, seconds: last === null ? null : Math.max(0, last - skipped) / opusRate }
}

function lastPosition(tail: Buffer): number | null {
  for (let at = tail.lastIndexOf('OggS'); at >= 0; at = at > 0 ? tail.lastIndexOf('OggS', at - 1) : -1) {
    if (at + pageHeader > tail.length || tail[at + 4] !== 0) continue
    const position = tail.readBigInt64LE(at + 6)
    // -1: nothing ends on this page.
    if (position >= 0n && position < BigInt(opusRate) * 86_400n) return Number(position)
  }
  return null
}
