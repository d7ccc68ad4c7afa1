import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from '#platform/config.ts'
import { createOutbound } from '#platform/outbound/index.ts'
import type { Instance } from './instance.ts'
import { type Outside, superviseSandbox } from './sandbox-process.ts'

export type Sandbox = {
  /** The same instance, with the simulated outside in its configuration. */
  instance: Instance
  /** Where webhooks are to be sent: known once we listen. */
  announce: (listening: string) => Promise<void>
  stop: () => Promise<void>
}

// Only ever started by its path: the sandbox is the outside, and nothing here may know its code.
const program = fileURLToPath(new URL('../sandbox/main.ts', import.meta.url))

/** The simulated outside, where it is wanted and comes up; Prosa does without it otherwise. */
export async function startSandbox(
  instance: Instance,
  say: (line: string) => void,
  path: string = program,
): Promise<Sandbox | null> {
  const { config, log } = instance.deps
  if (!config.sandbox || !config.roles.has('web')) return null
  try {
    if (!existsSync(path)) throw new Error('it is not part of this installation')
    const process = await superviseSandbox({ path, dataFile: dataFileIn(config.dataDir), log })
    const outfitted = withOutside(instance, process.url, process.outside)
    return {
      instance: outfitted,
      announce: (listening) => announce(outfitted, process, `${listening}/api/webhooks/whatsapp`),
      stop: process.stop,
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    say(`The sandbox did not start (${reason}). Prosa goes on without it.`)
    return null
  }
}

function dataFileIn(dataDir: string): string {
  const folder = join(dataDir, 'sandbox')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return join(folder, 'state.json')
}

/** Nothing has been given the old configuration yet but what was opened with it, and of that only this looks at the outside. */
function withOutside(instance: Instance, url: string, outside: Outside): Instance {
  const config = configWith(instance.deps.config, url, outside)
  const outbound = createOutbound(config)
  const close = async () => {
    await outbound.close()
    await instance.close()
  }
  return { ...instance, deps: { ...instance.deps, config, outbound }, close }
}

/** As if the environment had said it. */
export function configWith(config: Config, url: string, outside: Outside): Config {
  const [number] = outside.numbers
  return {
    ...config,
    sandboxUrl: url,
    outboundAllow: [...config.outboundAllow, new URL(outside.graphUrl).host, new URL(url).host],
    meta: {
      ...config.meta,
      appId: outside.appId,
      appSecrets: [outside.appSecret],
      webhookVerifyToken: outside.verifyToken,
      graphUrl: outside.graphUrl,
    },
    whatsapp: {
      ...config.whatsapp,
      accessToken: outside.accessToken,
      phoneNumberId: number?.id ?? null,
    },
  }
}

type Told = { url: string; onRestart: (tell: () => Promise<void>) => void }

async function announce({ deps }: Instance, { url, onRestart }: Told, callback: string): Promise<void> {
  const tell = async () => {
    try {
      const { status } = await deps.outbound.request(`${url}/sandbox/api/callback`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ url: callback }),
        allowPrivate: true,
      })
      if (status >= 300) deps.log.warn({ status }, 'the sandbox does not accept the address for webhooks')
    } catch (error) {
      deps.log.warn({ err: error }, 'the sandbox could not be told where webhooks go')
    }
  }
  onRestart(tell)
  await tell()
}
