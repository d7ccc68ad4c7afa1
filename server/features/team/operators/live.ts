import type { OperatorUpdatedPush } from '#contract/team.ts'
import type { LiveRule } from '#platform/live/rules.ts'

/** Says of whom only: what has changed is read again, by each who may see it. */
export const operatorRule: LiveRule = {
  on: [
    'person.created',
    'person.invited',
    'person.joined',
    'person.updated',
    'person.removed',
    'person.role_changed',
    'person.locked',
    'person.unlocked',
    'person.second_factor_enabled',
    'person.second_factor_disabled',
  ],
  push: async (_ctx, { subject }) => {
    if (subject.id === null) return []
    const payload: OperatorUpdatedPush = { operatorId: subject.id }
    return [{ rooms: ['permission:operators:read'], name: 'operator_updated', payload }]
  },
}
