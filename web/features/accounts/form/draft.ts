import type { NewAccount } from '#contract/accounts.ts'

export type Draft = { name: string; businessId: string; accessToken: string; appSecret: string }
export const blank: Draft = { name: '', businessId: '', accessToken: '', appSecret: '' }

/** What is missing or wrong, as far as this page can tell. */
export type Slip =
  | 'nameMissing'
  | 'nameLong'
  | 'idMissing'
  | 'idBad'
  | 'tokenMissing'
  | 'tokenBad'
  | 'secretBad'

export const nameSlip = (name: string): Slip | null =>
  name.trim() === '' ? 'nameMissing' : name.trim().length > 120 ? 'nameLong' : null

/** Ids of Meta are digits; people paste them with spaces around or in between. */
export const idIn = (typed: string): string => typed.replace(/\s/g, '')
export const idSlip = (typed: string): Slip | null =>
  idIn(typed) === '' ? 'idMissing' : /^\d{1,64}$/.test(idIn(typed)) ? null : 'idBad'

export const tokenSlip = (token: string): Slip | null =>
  token.trim() === '' ? 'tokenMissing' : isPlain(token) ? null : 'tokenBad'
export const secretSlip = (secret: string): Slip | null =>
  secret.trim() === '' || isPlain(secret) ? null : 'secretBad'

const isPlain = (text: string) => /^[\x21-\x7e]+$/.test(text.trim())

export const slipsIn = ({ name, businessId, accessToken, appSecret }: Draft) => ({
  name: nameSlip(name),
  businessId: idSlip(businessId),
  accessToken: tokenSlip(accessToken),
  appSecret: secretSlip(appSecret),
})

/** Null while something is wrong. */
export function wantedBy(draft: Draft): NewAccount | null {
  if (Object.values(slipsIn(draft)).some((slip) => slip !== null)) return null
  const appSecret = draft.appSecret.trim()
  return {
    name: draft.name.trim(),
    businessId: idIn(draft.businessId),
    accessToken: draft.accessToken.trim(),
    ...(appSecret && { appSecret }),
  }
}
