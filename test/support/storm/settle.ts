import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../program.ts'
import type { Sky } from '../storm.ts'

type Left = { queued: number; sending: number; jobs: number }

/**
 * Until nothing is under way any more. What waits for a moment that is far off waits no longer, and what nobody settled
 * is taken for as old as it would have to be.
 */
export async function settle(sky: Sky, say: (line: string) => void): Promise<void> {
  sky.sandbox.faults.set(sky.calm)
  await sky.sandbox.settled()
  await until(
    'everything is settled',
    async () => {
      const left = await whatIsLeft(sky)
      say(`left: ${JSON.stringify(left)}`)
      if (left.queued + left.sending + left.jobs === 0) return true
      await hurry(sky)
      await sleep(500)
      return false
    },
    120_000,
  )
  await sky.sandbox.settled()
}

async function whatIsLeft({ program }: Sky): Promise<Left> {
  const [left] = await program.rows<Left>(`
    select (select count(*)::int from messages where status = 'queued') as queued,
      (select count(*)::int from messages where status = 'sending') as sending,
      (select count(*)::int from graphile_worker.jobs where task_identifier like 'inbox.%' and attempts < max_attempts
        and run_at < now() + interval '1 hour' and task_identifier <> 'inbox.watch_silence') as jobs`)
  if (!left) throw new Error('no answer')
  return left
}

async function hurry({ program }: Sky): Promise<void> {
  await program.rows(`update messages set sending_at = sending_at - interval '2 minutes'
    where status = 'sending' and sending_at between now() - interval '2 minutes' and now() - interval '4 seconds'`)
  await program.rows(`update messages set due_at = now() where status = 'queued' and due_at > now()`)
  await program.rows(
    'update conversations set send_after = null, burst = 45, burst_at = now() where send_after is not null or burst < 40',
  )
  await program.rows('update number_paces set next_at = now() where next_at > now()')
  await program.rows(`select graphile_worker.add_job('inbox.sweep_deliveries', '{}', job_key => 'storm')`)
}
