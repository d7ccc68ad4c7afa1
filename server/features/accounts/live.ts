import type { LiveRule } from '#platform/live/rules.ts'

/** Says of which account only: what has changed is read again, by each who may see it. */
export const accountRule: LiveRule = {
  on: [
    'account.connected',
    'account.updated',
    'account.removed',
    'account.trouble_found',
    'account.recovered',
    'number.added',
    'number.updated',
    'number.removed',
    'number.paused',
    'number.resumed',
    'number.trouble_found',
    'number.recovered',
  ],
  push: async (_ctx, { subject, details }) => {
    const accountId = subject.type === 'account' ? subject.id : details.accountId
    if (typeof accountId !== 'string') return []
    return [{ rooms: ['permission:accounts:read'], name: 'account_updated', payload: { accountId } }]
  },
}
