import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

const idBytes = 16
// Asking the system for each would be most of what an id costs.
const random = Buffer.alloc(256 * idBytes)
let used = random.length
let last = { msecs: 0, seq: 0 }

/** Ids are made here and not in the database, because uuidv7() exists only from PostgreSQL 18 on. They grow. */
export function newId(): string {
  if (used === random.length) {
    randomFillSync(random)
    used = 0
  }
  const bytes = random.subarray(used, used + idBytes)
  used += idBytes
  last = following(last, Date.now(), bytes)
  return v7({ random: bytes, ...last })
}

/** Within a millisecond, and when the clock goes back, one after the other; else from anywhere in the lower half. */
function following({ msecs, seq }: typeof last, now: number, bytes: Buffer): typeof last {
  if (now > msecs) return { msecs: now, seq: bytes.readUInt32BE(6) >>> 1 }
  const next = (seq + 1) >>> 0
  return next === 0 ? { msecs: msecs + 1, seq: 0 } : { msecs, seq: next }
}
