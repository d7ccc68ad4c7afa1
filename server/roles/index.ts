import type { Feature } from '#platform/feature.ts'
import type { Instance } from '../instance.ts'

/** `url` is for people; `listening` is where the socket is, which a proxy may stand before. */
export type Running = { url: string | null; listening: string; stop: () => Promise<void> }

/** Starts what ROLES asks for; a role that is not asked for is not even loaded. */
export async function startRoles(instance: Instance, features: readonly Feature[]): Promise<Running> {
  const { roles } = instance.deps.config
  const worker = roles.has('worker')
    ? await (await import('./worker.ts')).startWorkerRole(instance, features)
    : null
  try {
    const web = await (await import('./web.ts')).startWebRole(instance, roles.has('web') ? features : [])
    return {
      url: roles.has('web') ? web.url : null,
      listening: web.listening,
      stop: async () => void (await Promise.all([web.stop(), worker?.stop()])),
    }
  } catch (error) {
    await worker?.stop()
    throw error
  }
}
