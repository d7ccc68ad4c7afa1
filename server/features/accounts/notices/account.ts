import { z } from 'zod'
import type { Tx } from '#platform/context.ts'
import { checkSoon } from '../checking/jobs.ts'
import * as numbers from '../numbers-store.ts'
import * as store from '../store.ts'
import { noteAccountTrouble, recoverAccount } from '../trouble/accounts.ts'
import { noteNumberTrouble, recoverNumber } from '../trouble/numbers.ts'
import type { Problem } from '../trouble/problem.ts'
import type { Notice } from './apply.ts'
import { said, word } from './read.ts'

const Update = z.object({
  event: word,
  restriction_info: z.array(z.object({ restriction_type: word })).catch([]),
  violation_info: z.object({ violation_type: said }).nullish().catch(null),
  ban_info: z.object({ waba_ban_state: word }).nullish().catch(null),
})

/** Only this one keeps answers from customers who wrote first; the others are about writing to people. */
const stopsAnswers = 'RESTRICTED_CUSTOMER_INITIATED_MESSAGING'

/** What is said to be over, and what is said to be different without saying how, is asked. */
export async function accountUpdate(ctx: Tx, accountId: string, { value }: Notice): Promise<void> {
  const told = Update.parse(value)
  const problem = problemIn(told)
  if (problem) await noteAccountTrouble(ctx, accountId, problem)
  else if (isReinstated(told)) await settled(ctx, accountId, ['account_restricted', 'disconnected'])
  await checkSoon(ctx, accountId)
}

function problemIn({ event, ...told }: z.infer<typeof Update>): Problem | null {
  switch (event) {
    case 'ACCOUNT_RESTRICTION': {
      const types = told.restriction_info.flatMap(({ restriction_type }) => restriction_type ?? [])
      const detail = types.join(', ') || event
      return { code: 'account_restricted', detail, stops: types.includes(stopsAnswers) }
    }
    case 'ACCOUNT_VIOLATION':
      return { code: 'policy_violation', detail: told.violation_info?.violation_type ?? null, stops: false }
    case 'DISABLED_UPDATE': {
      const state = told.ban_info?.waba_ban_state ?? null
      return state === 'REINSTATE'
        ? null
        : { code: 'account_restricted', detail: state, stops: state === 'DISABLE' }
    }
    case 'ACCOUNT_DELETED':
      return { code: 'deleted', detail: event, stops: true }
    case 'PARTNER_REMOVED':
    case 'PARTNER_APP_UNINSTALLED':
    case 'ACCOUNT_OFFBOARDED':
      return { code: 'disconnected', detail: event, stops: true }
    default:
      return null
  }
}

const isReinstated = ({ event, ban_info }: z.infer<typeof Update>): boolean =>
  ban_info?.waba_ban_state === 'REINSTATE' || event === 'ACCOUNT_RECONNECTED' || event === 'PARTNER_ADDED'

const Review = z.object({ decision: word })

export async function accountReview(ctx: Tx, accountId: string, { value }: Notice): Promise<void> {
  const { decision } = Review.parse(value)
  if (decision === 'REJECTED')
    await noteAccountTrouble(ctx, accountId, { code: 'review_rejected', detail: null, stops: true })
  if (decision === 'APPROVED') await settled(ctx, accountId, ['review_rejected'])
}

const Alert = z.object({
  entity_type: word,
  entity_id: said,
  alert_severity: word,
  alert_status: word,
  alert_type: said,
  alert_info: z.object({ alert_severity: word, alert_status: word, alert_type: said }).nullish().catch(null),
})

export async function accountAlert(ctx: Tx, accountId: string, { value }: Notice): Promise<void> {
  const { entity_type, entity_id, alert_info, ...flat } = Alert.parse(value)
  const { alert_severity, alert_status, alert_type } = alert_info ?? flat
  const isOver = alert_status === 'NONE'
  if (!isOver && alert_severity !== 'CRITICAL') return
  const problem = { code: 'alert', detail: alert_type ?? null, stops: false }
  if (entity_type === 'PHONE_NUMBER')
    await numberAlert(ctx, accountId, entity_id ?? '', isOver ? null : problem)
  else if (isOver) await settled(ctx, accountId, ['alert'])
  else await noteAccountTrouble(ctx, accountId, problem)
}

async function numberAlert(
  ctx: Tx,
  accountId: string,
  externalId: string,
  problem: Problem | null,
): Promise<void> {
  const all = await numbers.lockOfAccount(ctx, accountId)
  const number = all.find(({ external_id }) => external_id === externalId)
  if (number && problem) await noteNumberTrouble(ctx, number, problem)
  else if (number?.trouble === 'alert') await recoverNumber(ctx, number)
}

/** Only what this kind of notice had said: a token that does not work is not mended by it. */
async function settled(ctx: Tx, accountId: string, troubles: readonly string[]): Promise<void> {
  const account = await store.lock(ctx, accountId)
  if (account && troubles.includes(account.trouble ?? '')) await recoverAccount(ctx, accountId)
}
