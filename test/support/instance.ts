import { readConfig } from '#platform/config.ts'
import type { Feature } from '#platform/feature.ts'
import { createLog } from '#platform/log.ts'
import { type Instance, openInstance } from '../../server/instance.ts'
import { type Clock, testClock } from './clock.ts'
import { testDatabase } from './database.ts'
import { temporaryFolder } from './postgres.ts'
import { type SentMail, startMailbox } from './smtp.ts'

export type Environment = Record<string, string>
export type TestInstance = {
  instance: Instance
  clock: Clock
  /** What was sent, oldest first. */
  mailbox: SentMail[]
  /** What was logged: lines of JSON. */
  logLines: string[]
  close: () => Promise<void>
}

/** What main.ts opens, on a database, a folder, a mail server and a clock of its own. */
export async function openTestInstance(
  features: readonly Feature[],
  env: Environment = {},
): Promise<TestInstance> {
  const { url, close: closeDatabase } = await testDatabase()
  const mailbox = await startMailbox()
  const clock = testClock()
  const logLines: string[] = []
  const log = createLog({ level: 'debug', destination: { write: (line) => void logLines.push(line) } })
  const closeAround = async () => {
    await mailbox.close()
    await closeDatabase()
  }
  try {
    const settings = {
      DATABASE_URL: url,
      PROSA_DATA: temporaryFolder('data'),
      SMTP_URL: mailbox.url,
      PORT: '0',
      ...env,
    }
    const instance = await openInstance(readConfig(settings), features, () => {}, { now: clock.now, log })
    const close = async () => {
      await instance.close()
      await closeAround()
    }
    return { instance, clock, mailbox: mailbox.mails, logLines, close }
  } catch (error) {
    await closeAround()
    throw error
  }
}
