import type { AuditVerification } from '#contract/audit.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { link } from '#platform/events/audit-chain.ts'
import { publish } from '#platform/events/publish.ts'
import { failing } from '#platform/health.ts'
import { authorize } from '#platform/policy.ts'
import { type AuditRow, isOnRecord, lockChain, newestVerdict, type Stretch, stretchAfter } from './store.ts'

const batch = 1000
const sameVerdictMs = 60_000

type Checked = { end: number; checked: number; brokenAtSeq: number | null; complete: boolean }

/**
 * Walks the chain from where its kept part begins, or from `after`, and stops at the first entry that does not fit
 * or when the time is over. The last link must be the one that the chain itself remembers: a cut tail shows too.
 */
export async function verifyAudit(ctx: Ctx, after = 0, milliseconds = 3000): Promise<AuditVerification> {
  authorize(ctx, 'audit:read')
  const deadline = performance.now() + milliseconds
  for (let from = after, checked = 0; ; ) {
    const part = checkStretch(from, await stretchAfter(ctx, from, batch))
    checked += part.checked
    from = part.end
    const { brokenAtSeq, complete } = part
    if (brokenAtSeq !== null) return { ok: false, checked, brokenAtSeq, complete: false, next: null }
    if (complete) return { ok: true, checked, brokenAtSeq, complete, next: null }
    if (performance.now() > deadline) return { ok: true, checked, brokenAtSeq, complete, next: from }
  }
}

function checkStretch(after: number, { chain, startHash, rows }: Stretch): Checked {
  if (after > chain.lastSeq)
    throw invalid([{ pointer: '/after', code: 'too_big', message: `The last entry is ${chain.lastSeq}.` }])
  const fromAnchor = after <= chain.anchorSeq
  let end = fromAnchor ? chain.anchorSeq : after
  let previous = fromAnchor ? chain.anchorHash : startHash
  if (!previous) return { end, checked: 0, brokenAtSeq: after, complete: false }
  for (const [index, row] of rows.entries()) {
    if (!fits(row, end + 1, previous, chain.lastSeq))
      return { end, checked: index + 1, brokenAtSeq: end + 1, complete: false }
    end += 1
    previous = row.hash
  }
  const checked = rows.length
  if (checked === batch && end < chain.lastSeq) return { end, checked, brokenAtSeq: null, complete: false }
  const whole = end === chain.lastSeq && previous.equals(chain.lastHash)
  return { end, checked, brokenAtSeq: whole ? null : Math.min(end + 1, chain.lastSeq), complete: whole }
}

const fits = (row: AuditRow, seq: number, previous: Buffer, lastSeq: number) =>
  Number(row.seq) === seq && seq <= lastSeq && link(previous, row).equals(row.hash)

/** Keeps what a verification found as an entry of its own, so that every process and the next start know it. */
export async function recordVerdict(ctx: Ctx, { ok, brokenAtSeq }: AuditVerification): Promise<void> {
  if (!ok) ctx.log.error({ brokenAtSeq }, 'the audit log was changed outside of Prosa')
  await transaction(ctx, async (ctx) =>
    publish(
      ctx,
      ok ? 'audit.verified' : 'audit.broken',
      { type: 'audit', id: null },
      ok ? {} : { brokenAtSeq },
    ),
  )
}

/** Asked for by somebody. What is found is kept too, but a verdict on the whole log only where one call walked it. */
export async function verifyByHand(ctx: Ctx, after = 0): Promise<AuditVerification> {
  const verification = await verifyAudit(ctx, after)
  if (!verification.ok || (after === 0 && verification.complete)) await recordNews(ctx, verification)
  return verification
}

/** Who asks is answered in any case: a chain that was tampered with may take no more entries. */
async function recordNews(ctx: Ctx, verification: AuditVerification): Promise<void> {
  try {
    await transaction(ctx, async (ctx) => {
      await lockChain(ctx)
      if (await isNews(ctx, verification)) await recordVerdict(ctx, verification)
    })
  } catch (error) {
    ctx.log.error({ err: error }, 'what a verification of the audit log found was not recorded')
  }
}

/** Asking again and again must not fill the log. */
async function isNews(ctx: Ctx, { brokenAtSeq }: AuditVerification): Promise<boolean> {
  if (brokenAtSeq !== null) return !(await isOnRecord(ctx, brokenAtSeq))
  const last = await newestVerdict(ctx)
  return last?.name !== 'audit.verified' || ctx.now().getTime() - last.at.getTime() > sameVerdictMs
}

/** Not a walk of the chain, which may be long: what the last walk has found. */
export async function assertVerified(ctx: Ctx): Promise<void> {
  const verdict = await newestVerdict(ctx)
  if (verdict?.name === 'audit.broken') throw failing('The audit log was changed outside of Prosa.')
}
