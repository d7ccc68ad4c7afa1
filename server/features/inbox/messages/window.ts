// By the provider's clock it may be over a little before ours says so.
const marginMs = 2 * 60_000

/** For 24 hours after the customer's last message anything may be sent, then only templates. */
export const isOpen = (expiresAt: Date | null, now: Date): boolean =>
  expiresAt !== null && now.getTime() < expiresAt.getTime() - marginMs

export const mayBeSent = ({ type }: { type: string }, expiresAt: Date | null, now: Date): boolean =>
  type === 'template' || isOpen(expiresAt, now)
