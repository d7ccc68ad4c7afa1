import { z } from 'zod'
import { Permission } from '#contract/api-keys.ts'
import { Id, Time } from '#contract/common.ts'
import { Locale, PersonName, Presence, Role, Theme } from '#contract/people.ts'

export const SessionNow = z.object({
  id: Id,
  kind: z.enum(['browser', 'bearer']),
  createdAt: Time,
  expiresAt: Time.meta({ description: 'When it ends however much it is used' }),
})

export const PersonMe = z
  .object({
    kind: z.literal('person'),
    id: Id,
    name: z.string(),
    email: z.string(),
    role: Role,
    permissions: z.array(Permission),
    locale: Locale,
    theme: Theme,
    welcomed: z.boolean().meta({ description: 'Has been through the guided start' }),
    presence: Presence,
    capacity: z.number().int(),
    secondFactor: z.boolean(),
    recoveryCodesLeft: z.number().int(),
    mustEnrolSecondFactor: z.boolean().meta({
      description:
        'Until a second factor is set up, everything but the own profile answers second_factor_enrolment_required',
    }),
    passwordMinLength: z.number().int(),
    session: SessionNow,
  })
  .meta({ id: 'PersonMe' })
export type PersonMe = z.infer<typeof PersonMe>

export const ApiKeyMe = z
  .object({
    kind: z.literal('api_key'),
    id: z.string().meta({ description: '`env` for the key of the environment' }),
    name: z.string(),
    permissions: z.array(Permission),
  })
  .meta({ id: 'ApiKeyMe' })

export const Me = z.discriminatedUnion('kind', [PersonMe, ApiKeyMe])
export type Me = z.infer<typeof Me>

export const ProfileChange = z.object({
  name: PersonName.optional(),
  locale: Locale.optional(),
  theme: Theme.optional(),
  welcomed: z.literal(true).optional(),
})
export type ProfileChange = z.infer<typeof ProfileChange>
export const PresenceChange = z.object({ presence: Presence })
export type PresenceChange = z.infer<typeof PresenceChange>

export const Session = z
  .object({
    id: Id,
    kind: z.enum(['browser', 'bearer']),
    current: z.boolean(),
    device: z.string().nullable().meta({ example: 'Chrome · Windows' }),
    ip: z.string().nullable(),
    createdAt: Time,
    lastSeenAt: Time,
    expiresAt: Time,
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>
