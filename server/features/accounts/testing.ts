import { type App, testApp } from '#test/app.ts'
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts'

export type World = { app: App; sandbox: Sandbox; close: () => Promise<void> }

/** The program with the sandbox as its outside; with an account only where the environment is to name one. */
export async function appInSandbox({
  account = false,
  worker = false,
  env = {},
}: {
  account?: boolean
  worker?: boolean
  env?: Record<string, string>
} = {}): Promise<World> {
  const sandbox = await startSandbox()
  const { outside } = sandbox
  const named = account && {
    WHATSAPP_ACCESS_TOKEN: outside.accessToken,
    WHATSAPP_PHONE_NUMBER_ID: outside.numbers[0]?.id ?? '',
  }
  try {
    const app = await testApp({
      worker,
      env: {
        META_GRAPH_URL: outside.graphUrl,
        META_APP_SECRET: outside.appSecret,
        WEBHOOK_VERIFY_TOKEN: outside.verifyToken,
        ...named,
        ...env,
      },
    })
    const close = async () => {
      await app.close()
      await sandbox.close()
    }
    return { app, sandbox, close }
  } catch (error) {
    await sandbox.close()
    throw error
  }
}

/** Names of what was published, oldest first. */
export async function eventsOf({ database }: App, subjectId: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    'select name from events where subject_id = $1 order by id',
    [subjectId],
  )
  return rows.map(({ name }) => name)
}
