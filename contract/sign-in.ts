import { z } from 'zod'
import { Email, Time, text } from '#contract/common.ts'
import { Password, PersonName, RoleInput } from '#contract/people.ts'
import { PersonMe } from '#contract/profile.ts'

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
export const Accepted = z.object({
  status: z.literal('accepted'),
  byMail: z.boolean().meta({
    description:
      'Whether this instance sends mail at all, the same for every address; if not, ask an administrator',
  }),
})

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
