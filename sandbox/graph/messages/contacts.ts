import { z } from 'zod'
import { fail, text } from '../parse.ts'

const optional = text(1000, 0).optional()
const kind = z.string().max(40).optional()

const Name = z
  .strictObject({
    formatted_name: text(1000),
    first_name: optional,
    last_name: optional,
    middle_name: optional,
    suffix: optional,
    prefix: optional,
  })
  .refine(
    ({ formatted_name, ...others }) => Object.values(others).some(Boolean),
    fail(131009, 'Beside formatted_name at least one other part of the name is needed'),
  )

const Contact = z.strictObject({
  name: Name,
  phones: z.array(z.strictObject({ phone: optional, wa_id: optional, type: kind })).optional(),
  emails: z.array(z.strictObject({ email: optional, type: kind })).optional(),
  urls: z.array(z.strictObject({ url: optional, type: kind })).optional(),
  addresses: z
    .array(
      z.strictObject({
        street: optional,
        city: optional,
        state: optional,
        zip: optional,
        country: optional,
        country_code: optional,
        type: kind,
      }),
    )
    .optional(),
  org: z.strictObject({ company: optional, department: optional, title: optional }).optional(),
  birthday: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/, 'it is not YYYY-MM-DD')
    .optional(),
})

export const Contacts = z.array(Contact).min(1).max(257)
