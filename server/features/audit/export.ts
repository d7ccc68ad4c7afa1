import { Readable } from 'node:stream'
import type { AuditEntry, AuditExportQuery } from '#contract/audit.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { authorize } from '#platform/policy.ts'
import { searchFor } from './actions.ts'
import { byteOrderMark, csvLine } from './csv.ts'
import { present } from './entry.ts'
import * as store from './store.ts'

const batch = 500

/**
 * Everything that passes the filters, newest first, as fast as the reader takes it: the next rows are asked for when
 * the last ones are gone, and no connection is held in between. That it was taken is on record before it leaves.
 */
export async function exportAudit(ctx: Ctx, { format, ...filters }: AuditExportQuery): Promise<Readable> {
  authorize(ctx, 'audit:export')
  const search = await searchFor(ctx, filters)
  const asked = Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  await transaction(ctx, async (ctx) =>
    publish(ctx, 'audit.exported', { type: 'audit', id: null }, { format, filters: asked }),
  )
  return Readable.from(format === 'csv' ? csv(ctx, search) : jsonLines(ctx, search), { objectMode: false })
}

async function* csv(ctx: Ctx, search: store.Search) {
  yield byteOrderMark + csvLine(columns.map(([name]) => name))
  for await (const entries of batches(ctx, search))
    yield entries.map((entry) => csvLine(columns.map(([, cell]) => cell(entry)))).join('')
}

async function* jsonLines(ctx: Ctx, search: store.Search) {
  for await (const entries of batches(ctx, search))
    yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

async function* batches(ctx: Ctx, search: store.Search) {
  let before: number | undefined
  for (;;) {
    const rows = await store.entries(ctx, search, { before, limit: batch })
    if (rows.length > 0) yield await present(ctx, rows)
    if (rows.length < batch) return
    before = Number(rows.at(-1)?.seq)
  }
}

const columns: Array<[name: string, cell: (entry: AuditEntry) => string | number | null]> = [
  ['seq', ({ seq }) => seq],
  ['at', ({ at }) => at],
  ['name', ({ name }) => name],
  ['actor_kind', ({ actor }) => actor.kind],
  ['actor_id', ({ actor }) => actor.id],
  ['actor_name', ({ actor }) => actor.name],
  ['subject_type', ({ subject }) => subject.type],
  ['subject_id', ({ subject }) => subject.id],
  ['subject_label', ({ subject }) => subject.label],
  ['details', ({ details }) => JSON.stringify(details)],
  ['ip', ({ ip }) => ip],
  ['device', ({ device }) => device],
  ['request_id', ({ requestId }) => requestId],
]
