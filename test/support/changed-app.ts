import { ensureFirstAdministrator, identify } from '#features/team/index.ts'
import type { Feature } from '#platform/feature.ts'
import { createHttp } from '#platform/http/index.ts'
import type { Http } from '#platform/http/route.ts'
import { type AnySpec, collectRoutes, type Method } from '#platform/http/route-record.ts'
import { system } from '#platform/policy.ts'
import { features } from '../../server/features.ts'
import { type App, settled } from './app.ts'
import { type Environment, openTestInstance } from './instance.ts'
import { theAdministrator } from './people.ts'

/**
 * The program with every route of its features changed in the same way, to show that something else than what was
 * changed still holds. The program itself has no such switch.
 */
export async function changedApp(change: (spec: AnySpec) => AnySpec, env: Environment = {}): Promise<App> {
  const all = features.map((feature) => changed(feature, change))
  return settled(await openTestInstance(all, { ...theAdministrator, ...env }), async ({ deps }) => {
    await ensureFirstAdministrator({ ...deps, actor: system })
    const http = await createHttp({ deps, identify, features: all })
    const { url } = await http.listen()
    return { url, stop: () => http.close() }
  })
}

function changed(feature: Feature, change: (spec: AnySpec) => AnySpec): Feature {
  const routes = (http: Http) => {
    for (const { method, path, tag, spec } of collectRoutes([feature]))
      http.tag(tag)[verbs[method]](path, change(spec))
  }
  return { ...feature, routes }
}

const verbs = {
  GET: 'get',
  POST: 'post',
  PUT: 'put',
  PATCH: 'patch',
  DELETE: 'delete',
} as const satisfies Record<Method, keyof Http>
