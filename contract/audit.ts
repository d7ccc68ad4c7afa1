import { z } from 'zod'
import { Page, PageQuery, Time, text } from '#contract/common.ts'
import { eventNames } from '#contract/events.ts'

/** `?name=a&name=b` arrives as an array, `?name=a` as a string. */
const oneOrMany = <T extends z.ZodType>(one: T) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(one).min(1).max(50))

const filters = {
  from: Time.optional().meta({ description: 'Not before', example: '2026-11-01T00:00:00.000Z' }),
  to: Time.optional().meta({ description: 'Before' }),
  name: oneOrMany(z.enum(eventNames)).optional().meta({ description: 'What happened; may be repeated' }),
  actorId: text(100).optional().meta({ description: 'Who did it' }),
  subjectId: text(100).optional().meta({ description: 'To what or whom it was done' }),
  ip: text(45).optional().meta({ description: 'The address it came from' }),
  q: text(100)
    .trim()
    .optional()
    .meta({ description: 'Part of the name of the act, the actor or the subject' }),
}

const Seq = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

export const AuditQuery = PageQuery.extend(filters)
export type AuditQuery = z.infer<typeof AuditQuery>
export type AuditFilters = Omit<AuditQuery, 'limit' | 'after'>

const Details = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
)

export const AuditEntry = z
  .object({
    seq: z.number().int().meta({ description: 'Place in the chain; no number is ever missing' }),
    at: Time,
    name: z.string().meta({ description: 'What happened' }),
    actor: z.object({
      kind: z.enum(['person', 'api_key', 'assistant', 'system', 'contact', 'anonymous']),
      id: z.string().nullable(),
      name: z.string().nullable().meta({ description: 'As it is today; null when there is none any more' }),
    }),
    subject: z.object({
      type: z.string(),
      id: z.string().nullable(),
      label: z.string().nullable().meta({ description: 'Name of the person or API key, as it is today' }),
    }),
    details: Details.meta({ description: 'Names of fields, reasons, counts; never personal content' }),
    ip: z.string().nullable(),
    device: z.string().nullable().meta({ description: 'Browser and system, or program' }),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry', description: 'One act: who, what, to whom, when, from where' })
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditPage = Page(AuditEntry)
export type AuditPage = z.infer<typeof AuditPage>

export const AuditExportQuery = z.object({
  ...filters,
  format: z
    .enum(['csv', 'jsonl'])
    .default('csv')
    .meta({ description: 'csv opens in Excel; jsonl is one JSON object a line' }),
})
export type AuditExportQuery = z.infer<typeof AuditExportQuery>

export const AuditVerificationQuery = z.object({
  after: Seq.optional().meta({
    description: 'The `next` of an incomplete verification, to go on from there',
  }),
})
export type AuditVerificationQuery = z.infer<typeof AuditVerificationQuery>

export const AuditVerification = z
  .object({
    ok: z.boolean().meta({ description: 'Nothing was found changed, missing or added in what was checked' }),
    checked: z.number().int().meta({ description: 'Entries checked by this call' }),
    brokenAtSeq: z.number().int().nullable().meta({ description: 'The first entry that does not fit' }),
    complete: z.boolean().meta({ description: 'The end of the chain was reached' }),
    next: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Pass it as `after` to go on; null when there is no need' }),
  })
  .meta({ id: 'AuditVerification' })
export type AuditVerification = z.infer<typeof AuditVerification>

export const AuditSettings = z
  .object({
    keepMonths: z.number().int().min(6).max(240).meta({
      description: 'Older entries are let go. The Marco Civil da Internet asks for six months at least.',
      example: 24,
    }),
  })
  .meta({ id: 'AuditSettings' })
export type AuditSettings = z.infer<typeof AuditSettings>
