import type { Http } from '#platform/http/route.ts'
import { mergeRoutes } from './merging/routes.ts'
import { recordRoutes } from './records/routes.ts'

export function routes(all: Http): void {
  const http = all.tag('Contacts')
  recordRoutes(http)
  mergeRoutes(http)
}
