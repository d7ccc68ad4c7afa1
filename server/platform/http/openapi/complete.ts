import { STATUS_CODES } from 'node:http'
import type { OpenAPIV3_1 } from 'openapi-types'
import { describeBytes, isText } from '#platform/http/openapi/bytes.ts'
import { type Components, exampleOf } from '#platform/http/openapi/examples.ts'
import { problemResponses, problemsOf } from '#platform/http/openapi/problems.ts'
import type { RouteRecord } from '#platform/http/route-record.ts'

type Document = OpenAPIV3_1.Document
type Operation = OpenAPIV3_1.OperationObject

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Repeat the request with the same key and it is carried out once; the answer is the first one, for 24 hours. A UUID is a good one.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

/** Adds what the schemas alone do not tell: examples, errors, what a key is for. */
export function complete(document: Document, records: readonly RouteRecord[]): Document {
  // Made of zod's JSON schemas, which are plain objects.
  const schemas = (document.components?.schemas ?? {}) as Components
  const byId = new Map(records.map((record) => [record.operationId, record]))
  for (const operation of operationsOf(document)) {
    const record = byId.get(operation.operationId ?? '')
    if (record) describeBytes(operation, record)
    addExamples(operation, schemas)
    nameReplies(operation)
    leaveOptionalOut(operation)
    if (record) addReach(operation, record)
  }
  Object.assign(document.components ?? {}, {
    responses: problemResponses,
    parameters: { IdempotencyKey: idempotencyKey },
  })
  removeUnused(document, schemas)
  putInOrder(document, records)
  return document
}

export const operationsOf = ({ paths = {} }: Document): Operation[] =>
  Object.values(paths).flatMap((path) =>
    [path?.get, path?.post, path?.put, path?.patch, path?.delete].filter(
      (operation) => operation !== undefined,
    ),
  )

function addExamples(operation: Operation, schemas: Components): void {
  const bodies = [operation.requestBody, ...Object.values(operation.responses ?? {})]
  for (const body of bodies)
    if (body && 'content' in body)
      // Of a file there is nothing to show.
      for (const [type, media] of Object.entries(body.content ?? {}))
        if (isText(type) || type === 'application/x-www-form-urlencoded')
          media.example ??= exampleOf(media.schema, schemas)
}

// The page fills in every example: of a list, the first try would show next to nothing.
function leaveOptionalOut({ parameters = [] }: Operation): void {
  for (const parameter of parameters)
    if ('in' in parameter && !parameter.required)
      for (const part of [parameter, parameter.schema ?? {}])
        for (const name of ['example', 'examples']) Reflect.deleteProperty(part, name)
}

function nameReplies({ responses = {} }: Operation): void {
  for (const [status, reply] of Object.entries(responses))
    if ('description' in reply && reply.description === 'Default Response')
      reply.description = STATUS_CODES[status] ?? reply.description
}

function addReach(operation: Operation, record: RouteRecord): void {
  operation.responses = { ...operation.responses, ...problemsOf(record) }
  if (record.method === 'POST' && record.gate !== 'public')
    operation.parameters = [
      ...(operation.parameters ?? []),
      { $ref: '#/components/parameters/IdempotencyKey' },
    ]
}

/** As they were registered: the server is told of some of them later, because they take forms. */
function putInOrder(document: Document, records: readonly RouteRecord[]): void {
  const places = new Map(records.map(({ operationId }, place) => [operationId, place]))
  const placeOf = (path: string) => {
    const operations = operationsOf({ ...document, paths: { [path]: document.paths?.[path] ?? {} } })
    return Math.min(...operations.map(({ operationId }) => places.get(operationId ?? '') ?? records.length))
  }
  const paths = Object.entries(document.paths ?? {}).map(([path, item]) => ({
    path,
    item,
    at: placeOf(path),
  }))
  paths.sort((one, other) => one.at - other.at)
  document.paths = Object.fromEntries(paths.map(({ path, item }) => [path, item]))
}

// zod knows every schema that has a name, also those of the other direction.
function removeUnused(document: Document, schemas: Components): void {
  for (let unused = ['']; unused.length > 0; ) {
    const text = JSON.stringify(document)
    unused = Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`))
    for (const name of unused) delete schemas[name]
  }
}
