/**
 * An account that was given by a token and a number only (the environment of reference 1) does not know its business
 * until the provider has been asked. Until then this stands in its place, which no id of the provider can be.
 */
export const standInFor = (phoneNumberId: string): string => `number:${phoneNumberId}`.slice(0, 64)

export const isFoundOut = (externalId: string): boolean => !externalId.startsWith('number:')

/** What it is called until then. */
export const unnamed = 'WhatsApp'
