import { fileURLToPath } from 'node:url'
import { identify } from '#features/team/index.ts'
import type { Feature } from '#platform/feature.ts'
import { createHttp } from '#platform/http/index.ts'
import { startLive } from '#platform/live/index.ts'
import type { Instance } from '../instance.ts'
import { passToSandbox } from './pass-to-sandbox.ts'

const webDist = fileURLToPath(new URL('../../web/dist', import.meta.url))

/**
 * Serves people and programs: pages, API, sockets. With no features (a process that only works) it still answers
 * /health and /metrics, so that whoever supervises it can look.
 */
export async function startWebRole(
  { deps, connection, announcer }: Instance,
  features: readonly Feature[],
): Promise<{ url: string; listening: string; stop: () => Promise<void> }> {
  const http = await createHttp({ deps, identify, features, ...(features.length > 0 && { webDist }) })
  if (features.length > 0) await passToSandbox(http.app, deps, identify)
  const live =
    features.length > 0
      ? await startLive({
          server: http.app.server,
          deps,
          identify,
          features,
          connection: connection.settings,
          announcer,
        })
      : null
  try {
    const { url } = await http.listen()
    const stop = async () => {
      // Sockets first: they would keep the HTTP server from draining.
      await live?.close()
      await http.close()
    }
    return { url: deps.config.publicUrl ?? url, listening: url, stop }
  } catch (error) {
    await live?.close()
    await http.close()
    throw error
  }
}
