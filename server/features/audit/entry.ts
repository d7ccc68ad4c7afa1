import { AuditEntry } from '#contract/audit.ts'
import { namesOf } from '#features/team/index.ts'
import type { Ctx } from '#platform/context.ts'
import { deviceOf } from '#platform/device.ts'
import type { AuditRow } from './store.ts'

/** Rows as the outside sees them. Names are looked up now and never kept: an entry outlives whom it is about. */
export async function present(ctx: Ctx, rows: AuditRow[]): Promise<AuditEntry[]> {
  const ids = rows.flatMap(({ actor_id, subject_id }) => [actor_id, subject_id]).filter((id) => id !== null)
  const names = await namesOf(ctx, [...new Set(ids)])
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  // The key of the environment is in no table.
  const actorOf = ({ actor_kind: kind, actor_id: id }: AuditRow) =>
    kind === 'api_key' && id === 'env' ? 'API_KEY' : nameOf(id)
  return rows.map((row) =>
    AuditEntry.parse({
      seq: Number(row.seq),
      at: row.at.toISOString(),
      name: row.name,
      actor: { kind: row.actor_kind, id: row.actor_id, name: actorOf(row) },
      subject: { type: row.subject_type, id: row.subject_id, label: nameOf(row.subject_id) },
      details: row.details,
      ip: row.ip,
      device: deviceOf(row.user_agent),
      requestId: row.request_id,
    }),
  )
}
