import type { FaultBox } from '../faults/faults.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Clock } from '../world/clock.ts'
import type { Account } from '../world/saved.ts'
import { envelope, type Update } from './envelope.ts'
import type { Deliver } from './outbox.ts'
import type { Poster } from './post.ts'

type Parts = { account: Account; poster: Poster; faults: FaultBox; ledger: Ledger; clock: Clock }

/** From updates to a request and into the ledger. */
export function createDelivery({ account, poster, faults, ledger, clock }: Parts) {
  const deliver: Deliver = async (updates, attempt) => {
    const uri = callbackFor(account, updates)
    if (uri === null) return { taken: false, uri }
    const body = envelope(account.wabaId, updates, clock.now())
    const items = updates.map(({ item }) => item)
    const copies = faults.happens('duplicateWebhooks') ? 2 : 1
    const answers = await Promise.all(Array.from({ length: copies }, () => once(uri, body, items, attempt)))
    return { taken: answers.some((taken) => taken), uri }
  }

  async function once(uri: string, body: string, items: string[], attempt: number): Promise<boolean> {
    const at = clock.now()
    const status = await poster.post(uri, body)
    // Meta names 200 only.
    const acknowledged = status === 200
    ledger.webhook({ at, items, attempt, status, acknowledged })
    return acknowledged
  }

  function drop(updates: Update[]): void {
    const items = updates.map(({ item }) => item)
    ledger.webhook({ at: clock.now(), items, attempt: 0, status: 0, acknowledged: false, dropped: true })
  }

  return { deliver, drop }
}

// Only what has to do with conversations follows the address of the account; the rest goes to the app's.
const followsOverride = /^(messages|smb_|calls|group_|history|messaging_handovers)/

function callbackFor({ subscribed, override, callback }: Account, updates: Update[]): string | null {
  if (!subscribed) return null
  const follows = updates.every(({ field }) => followsOverride.test(field))
  return follows ? (override ?? callback) : callback
}
