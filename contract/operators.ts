import { z } from 'zod'
import { Email, Id, PageQuery, Time, text } from '#contract/common.ts'
import { Capacity, Password, PersonName, PersonState, Presence, Role, RoleInput } from '#contract/people.ts'
import { Invitation } from '#contract/sign-in.ts'

export const Operator = z
  .object({
    id: Id,
    name: z.string(),
    role: Role,
    state: PersonState,
    presence: Presence,
    email: z.string().optional(),
    capacity: z.number().int().optional(),
    locked: z.boolean().optional().meta({ description: 'Too many wrong passwords a moment ago' }),
    secondFactor: z.boolean().optional(),
    lastSeenAt: Time.nullable().optional(),
    createdAt: Time.optional(),
  })
  .meta({
    id: 'Operator',
    description: 'Everybody sees names and presence; the rest is there for administrators and managers only',
  })
export type Operator = z.infer<typeof Operator>

export const OperatorQuery = PageQuery.extend({
  state: PersonState.optional().meta({ description: 'Without it: everybody who was not removed' }),
  role: Role.optional(),
  presence: Presence.optional(),
  q: text(120)
    .trim()
    .optional()
    .meta({ description: 'Part of the name (or the e-mail, for who may see it)' }),
})
export type OperatorQuery = z.infer<typeof OperatorQuery>

export const NewOperator = z.object({
  name: PersonName,
  email: Email,
  role: RoleInput.default('agent'),
  capacity: Capacity.optional(),
  password: Password.optional().meta({ description: 'Without it the person is invited and chooses one' }),
})
export type NewOperator = z.infer<typeof NewOperator>
export const CreatedOperator = Operator.extend({ invitation: Invitation.nullable() }).meta({
  id: 'CreatedOperator',
})
export type CreatedOperator = z.infer<typeof CreatedOperator>

export const OperatorChange = z.object({
  name: PersonName.optional(),
  email: Email.optional(),
  role: RoleInput.optional(),
  capacity: Capacity.optional(),
  presence: Presence.optional(),
})
export type OperatorChange = z.infer<typeof OperatorChange>
