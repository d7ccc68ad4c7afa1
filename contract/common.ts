import { z } from 'zod'

export const Id = z.uuid().meta({ description: 'UUIDv7', example: '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d' })
export const Time = z.iso
  .datetime()
  .meta({ description: 'RFC 3339, UTC', example: '2026-11-20T14:31:00.000Z' })

/** PostgreSQL text cannot hold U+0000, so a null byte is refused here rather than failing in the database. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\u0000'), 'null_byte')
export const requiredText = (max: number) => text(max).trim().min(1)

export const Email = z.email().max(254).toLowerCase().meta({ example: 'luisa@clinica.com.br' })

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Rows to return' }),
  after: text(500).optional().meta({ description: 'The `next` of the page before' }),
})
export type PageQuery = z.infer<typeof PageQuery>

export const Page = <T extends z.ZodType>(row: T) =>
  z.object({
    data: z.array(row),
    next: z.string().nullable().meta({ description: 'Cursor, or null at the end' }),
  })
export type Page<T> = { data: T[]; next: string | null }

export const Problem = z
  .object({
    type: z.string().meta({ example: 'urn:prosa:problem:not_found' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().meta({ description: 'Stable name of the problem' }),
    requestId: z.string(),
    errors: z
      .array(z.object({ pointer: z.string(), code: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Each bad field, by JSON pointer' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' })
export type Problem = z.infer<typeof Problem>

export const Nothing = z.void()
