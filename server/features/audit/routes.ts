import type { Readable } from 'node:stream'
import { z } from 'zod'
import {
  AuditExportQuery,
  AuditPage,
  AuditQuery,
  AuditSettings,
  AuditVerification,
  AuditVerificationQuery,
} from '#contract/audit.ts'
import type { Http } from '#platform/http/route.ts'
import { listAudit } from './actions.ts'
import { exportAudit } from './export.ts'
import { changeAuditSettings, readAuditSettings } from './settings.ts'
import { verifyByHand } from './verification.ts'

const types = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl' }

export function routes(all: Http): void {
  const http = all.tag('Audit')

  http.get('/audit', {
    can: 'audit:read',
    summary: 'List what was done, newest first',
    query: AuditQuery,
    reply: AuditPage,
    run: (ctx, { query }) => listAudit(ctx, query),
  })

  http.get('/audit/export', {
    can: 'audit:export',
    summary: 'Take the audit log away as a file',
    description: 'Streamed, newest first, however long it is. That it was taken is itself an entry.',
    query: AuditExportQuery,
    reply: z.custom<Readable>(),
    produces: [types.csv, types.jsonl],
    limit: { max: 10, perSeconds: 60 },
    run: (ctx, { query, reply }) => {
      const day = ctx.now().toISOString().slice(0, 10)
      reply
        .type(types[query.format])
        .header('content-disposition', `attachment; filename="audit-${day}.${query.format}"`)
      return exportAudit(ctx, query)
    },
  })

  http.get('/audit/verification', {
    can: 'audit:read',
    summary: 'Check that nothing in the log was changed or taken out',
    description:
      'Long logs take several calls: while `complete` is false, call again with `after` = `next`. What is found is itself an entry.',
    query: AuditVerificationQuery,
    reply: AuditVerification,
    limit: { max: 30, perSeconds: 60 },
    run: (ctx, { query }) => verifyByHand(ctx, query.after),
  })

  http.get('/settings/audit', {
    can: 'settings:read',
    summary: 'See how long the audit log is kept',
    reply: AuditSettings,
    run: (ctx) => readAuditSettings(ctx),
  })

  http.put('/settings/audit', {
    can: 'settings:security',
    summary: 'Set how long the audit log is kept',
    body: AuditSettings,
    reply: AuditSettings,
    run: (ctx, { body }) => changeAuditSettings(ctx, body),
  })
}
