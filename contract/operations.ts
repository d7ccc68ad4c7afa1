import { z } from 'zod'
import { Page, PageQuery, Time, text } from '#contract/common.ts'

export const JobState = z.enum(['waiting', 'running', 'failed', 'dead']).meta({
  description:
    '`failed` will be tried again by itself, `dead` (a dead letter) only when somebody asks for it',
  example: 'dead',
})

const Count = z.number().int()
const counts = { waiting: Count, running: Count, failed: Count, dead: Count }

export const QueueStats = z
  .object({
    ...counts,
    oldestDueSeconds: Count.meta({ description: 'How late the job is that should have begun first' }),
    jobs: z.array(z.object({ job: z.string().meta({ example: 'team.send_link_by_mail' }), ...counts })),
  })
  .meta({ id: 'QueueStats' })
export type QueueStats = z.infer<typeof QueueStats>

export const JobQuery = PageQuery.extend({
  state: JobState.default('waiting'),
  job: text(100)
    .optional()
    .meta({ description: 'Only jobs of this name', example: 'team.send_link_by_mail' }),
})
export type JobQuery = z.infer<typeof JobQuery>
export const DeadLetterQuery = JobQuery.omit({ state: true })
export type DeadLetterQuery = z.infer<typeof DeadLetterQuery>

export const QueuedJob = z
  .object({
    id: z.string().meta({ example: '4711' }),
    job: z.string().meta({ example: 'team.send_link_by_mail' }),
    state: JobState,
    attempts: Count,
    maxAttempts: Count,
    runAt: Time,
    createdAt: Time,
    updatedAt: Time,
    lockedAt: Time.nullable(),
    error: z.string().nullable().meta({ description: 'Why the last attempt failed' }),
    payloadKeys: z.array(z.string()).meta({ description: 'What the job was given, without what it says' }),
  })
  .meta({ id: 'QueuedJob' })
export type QueuedJob = z.infer<typeof QueuedJob>
export const QueuedJobs = Page(QueuedJob)
export type QueuedJobs = z.infer<typeof QueuedJobs>

export const JobId = z.object({ id: text(40).meta({ example: '4711' }) })

export const DeadLetterFilter = DeadLetterQuery.pick({ job: true })
export type DeadLetterFilter = z.infer<typeof DeadLetterFilter>
export const RetriedDeadLetters = z.object({
  retried: Count,
  more: z.boolean().meta({ description: 'Some are left: call again' }),
})
export type RetriedDeadLetters = z.infer<typeof RetriedDeadLetters>

/** What is worth knowing when something goes wrong; never a secret, never an address. */
export const InstanceState = z
  .object({
    version: z.string().meta({ example: '0.1.0' }),
    node: z.string().meta({ example: '24.21.0' }),
    roles: z.array(z.enum(['web', 'worker'])).meta({ description: 'What the process that answered does' }),
    uptimeSeconds: Count,
    database: z.object({
      kind: z.enum(['embedded', 'external']),
      version: z.string().meta({ example: '18.4' }),
      sizeBytes: Count,
      schemaVersion: Count.meta({ description: 'The last migration' }),
    }),
    freeBytes: Count.meta({ description: 'Left on the disk of the data directory' }),
    files: z.enum(['folder', 's3']),
    sandbox: z.boolean(),
  })
  .meta({ id: 'InstanceState' })
export type InstanceState = z.infer<typeof InstanceState>
