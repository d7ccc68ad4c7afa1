import type { Feature } from '#platform/feature.ts'
import { tellProvider } from './conversations/jobs.ts'
import { freeConversations } from './conversations/leaving.ts'
import { watchSilence } from './delivery/alarm.ts'
import { askHistory } from './delivery/history.ts'
import { failRemoved } from './delivery/removed.ts'
import { sweepDeliveries } from './delivery/sweep.ts'
import { deliver } from './delivery/wake.ts'
import { wakeNumbers } from './delivery/waking.ts'
import { takeNotice } from './landing/fields.ts'
import { dropRawEvents } from './landing/keeping.ts'
import { retryEarly } from './landing/parked.ts'
import { liveRules, sockets } from './live.ts'
import { mediaJobs } from './media/jobs.ts'
import { personalData } from './personal-data.ts'
import { routes } from './routes.ts'
import { resumeTurns, turn } from './turn/jobs.ts'

export { conversationsByIds, messagesByIds } from './shown.ts'

/** Conversations: what comes in, who answers, what goes out. */
export const inbox = {
  name: 'inbox',
  routes,
  jobs: [deliver, turn, takeNotice, tellProvider, ...mediaJobs],
  schedules: [
    { name: 'inbox.sweep_deliveries', crontab: '* * * * *', job: sweepDeliveries },
    { name: 'inbox.resume_turns', crontab: '* * * * *', job: resumeTurns },
    { name: 'inbox.watch_silence', crontab: '*/5 * * * *', job: watchSilence },
    { name: 'inbox.ask_history', crontab: '*/10 * * * *', job: askHistory },
    { name: 'inbox.retry_early', crontab: '* * * * *', job: retryEarly },
    { name: 'inbox.drop_raw_events', crontab: '17 5 * * *', job: dropRawEvents },
  ],
  reactions: [
    { on: ['account.recovered', 'number.recovered', 'number.resumed'], job: wakeNumbers },
    { on: ['number.removed'], job: failRemoved },
    { on: ['person.removed'], job: freeConversations },
  ],
  live: liveRules,
  sockets,
  personalData,
} satisfies Feature
