import { z } from 'zod'
import { Permission } from '#contract/api-keys.ts'
import { Email, Id, PageQuery, requiredText, Time, text } from '#contract/common.ts'
import { roles } from '#contract/permissions.ts'

export * from '#contract/api-keys.ts'

export const Role = z.enum(roles).meta({ description: 'What the person may do', example: 'agent' })
export const PersonState = z.enum(['invited', 'active', 'removed'])
export type PersonState = z.infer<typeof PersonState>
export const Presence = z
  .enum(['online', 'away', 'offline'])
  .meta({ description: 'New conversations go to who is online' })
export type Presence = z.infer<typeof Presence>
export const Locale = z.enum(['pt-BR', 'en'])
export type Locale = z.infer<typeof Locale>
export const Theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof Theme>

/** Other systems call an agent `user` or `operator`; both are understood, none is answered. */
export const RoleInput = z
  .enum([...roles, 'user', 'operator'])
  .transform((role) => (role === 'user' || role === 'operator' ? 'agent' : role))
  .meta({ description: '`user` and `operator` are other names of `agent`', example: 'agent' })

const PersonName = requiredText(120).meta({ example: 'Luísa Prado' })
const Capacity = z
  .number()
  .int()
  .min(0)
  .max(500)
  .meta({ description: 'Open conversations at a time', example: 5 })
/** Only the size is checked here: what makes a password good enough depends on the security settings. */
export const Password = text(200).min(1).meta({ example: 'seis cavalos azuis' })
const OneTimeToken = text(200)
  .min(1)
  .meta({ description: 'What follows the # in the address of the link', example: 'mC1nVf0Hk0aXJ0m7' })
const Code = text(20)
  .trim()
  .min(1)
  .meta({ description: 'Six digits of the authenticator', example: '492039' })
const RecoveryCode = text(40)
  .trim()
  .min(1)
  .meta({ description: 'One of the recovery codes', example: 'k7fq2-m9xwd' })

// Who is signed in

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

// Signing in

export const SignUp = z.object({
  email: Email,
  password: Password,
  name: PersonName.optional(),
  role: RoleInput.optional(),
})
export type SignUp = z.infer<typeof SignUp>

export const SignIn = z.object({ email: Email, password: Password })
export type SignIn = z.infer<typeof SignIn>

export const SignedIn = z.object({ status: z.literal('signed_in'), person: PersonMe })
export type SignedIn = z.infer<typeof SignedIn>
export const SecondFactorRequired = z.object({
  status: z.literal('second_factor_required'),
  challenge: z.string().meta({ description: 'Send it back with the code' }),
  expiresAt: Time,
})
export const SignInReply = z.discriminatedUnion('status', [SignedIn, SecondFactorRequired])
export type SignInReply = z.infer<typeof SignInReply>

export const SecondFactorAnswer = z
  .object({ challenge: text(200).min(1), code: Code.optional(), recoveryCode: RecoveryCode.optional() })
  .refine(({ code, recoveryCode }) => (code === undefined) !== (recoveryCode === undefined), {
    path: ['code'],
    message: 'send_code_or_recovery_code',
  })
  .meta({ example: { challenge: 'mC1nVf0Hk0aXJ0m7', code: '492039' } })
export type SecondFactorAnswer = z.infer<typeof SecondFactorAnswer>

export const TokenRequest = z.object({
  username: text(254).trim().toLowerCase().min(1).meta({ example: 'luisa@clinica.com.br' }),
  password: Password,
  code: Code.optional().meta({ description: 'Only for people with a second factor' }),
  grant_type: z.literal('password').optional(),
})
export type TokenRequest = z.infer<typeof TokenRequest>
export const Token = z.object({
  access_token: z.string(),
  token_type: z.literal('bearer'),
  expires_in: z.number().int().meta({ description: 'Seconds' }),
})
export type Token = z.infer<typeof Token>

// Passwords and one-time links

export const PasswordChange = z.object({ current: Password, new: Password })
export type PasswordChange = z.infer<typeof PasswordChange>
export const PasswordResetRequest = z.object({ email: Email })
export const NewPasswordByLink = z.object({ token: OneTimeToken, password: Password })
export type NewPasswordByLink = z.infer<typeof NewPasswordByLink>
export const Accepted = z.object({ status: z.literal('accepted') })

export const LinkPurpose = z.enum(['invitation', 'password_reset'])
export type LinkPurpose = z.infer<typeof LinkPurpose>
export const LinkToken = z.object({ token: OneTimeToken })
export const Link = z.object({
  purpose: LinkPurpose,
  name: z.string(),
  email: z.string(),
  expiresAt: Time,
  passwordMinLength: z.number().int(),
})
export type Link = z.infer<typeof Link>
export const LinkToHandOver = z.object({
  url: z
    .url()
    .meta({ description: 'Shown this once', example: 'https://prosa.example/reset#mC1nVf0Hk0aXJ0m7' }),
  expiresAt: Time,
})
export type LinkToHandOver = z.infer<typeof LinkToHandOver>
export const Invitation = LinkToHandOver.extend({
  mailed: z.boolean().meta({ description: 'When false, hand the address over yourself' }),
}).meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof Invitation>

// Second factor

export const PasswordProof = z.object({ password: Password })
export const SecondFactorSetup = z.object({
  secret: z.string().meta({ description: 'Base32, for typing', example: 'JBSWY3DPEHPK3PXP' }),
  uri: z.string().meta({ description: 'otpauth address, for the QR code' }),
})
export type SecondFactorSetup = z.infer<typeof SecondFactorSetup>
export const SecondFactorConfirmation = z.object({ code: Code })
export const SecondFactorRemoval = z.object({ password: Password, code: Code.optional() })
export type SecondFactorRemoval = z.infer<typeof SecondFactorRemoval>
export const RecoveryCodes = z.object({
  recoveryCodes: z.array(z.string()).meta({ description: 'Shown this once; each works once' }),
})
export type RecoveryCodes = z.infer<typeof RecoveryCodes>

// Sessions

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

// Operators

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

// Security settings

export const SecuritySettings = z
  .object({
    sessionIdleMinutes: z.number().int().min(5).max(43_200).meta({ example: 720 }),
    sessionAbsoluteHours: z.number().int().min(1).max(8_760).meta({ example: 168 }),
    lockAfterFailures: z.number().int().min(3).max(50).meta({ example: 5 }),
    lockMinutes: z.number().int().min(1).max(1_440).meta({ example: 15 }),
    secondFactorRequiredFor: z.array(Role).meta({ example: ['admin'] }),
    passwordMinLength: z.number().int().min(8).max(64).meta({ example: 10 }),
  })
  .meta({ id: 'SecuritySettings' })
export type SecuritySettings = z.infer<typeof SecuritySettings>
export const SecuritySettingsChange = SecuritySettings.partial()
export type SecuritySettingsChange = z.infer<typeof SecuritySettingsChange>

// Over the socket

export const OperatorJoin = z.object({ operatorId: Id })
export const PresencePush = z.object({ operatorId: Id, presence: Presence })
export type PresencePush = z.infer<typeof PresencePush>
