import type { LedgerEntry, LedgerSend, LedgerWebhook } from '../api.ts'

/** What was accepted and what was posted, in order, the newest so many. */
export type Ledger = {
  send: (entry: Omit<LedgerSend, 'seq' | 'kind' | 'monotonic'>) => LedgerSend
  webhook: (entry: Omit<LedgerWebhook, 'seq' | 'kind' | 'monotonic'>) => LedgerWebhook
  after: (seq: number, limit?: number) => { data: LedgerEntry[]; next: number }
  all: () => LedgerEntry[]
}

export function createLedger(keep: number): Ledger {
  let entries: LedgerEntry[] = []
  let seq = 0

  function add<E extends LedgerEntry>(entry: E): E {
    entries.push(entry)
    // Now and then, and many at once: moving the rest for each new one would cost more than keeping it.
    if (entries.length > keep + Math.max(100, keep / 10)) entries = entries.slice(-keep)
    return entry
  }
  const mark = () => ({ seq: ++seq, monotonic: performance.now() })

  const oldest = () => Math.max(0, entries.length - keep)

  function after(last: number, limit = 1000): { data: LedgerEntry[]; next: number } {
    const first = entries[oldest()]?.seq ?? 0
    const from = oldest() + Math.max(0, last + 1 - first)
    const data = entries.slice(from, from + limit)
    return { data, next: data.at(-1)?.seq ?? Math.max(last, 0) }
  }

  return {
    send: (entry) => add({ ...mark(), kind: 'send', ...entry }),
    webhook: (entry) => add({ ...mark(), kind: 'webhook', ...entry }),
    after,
    all: () => entries.slice(oldest()),
  }
}
