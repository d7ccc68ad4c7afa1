import type { OpenAPIV3_1 } from 'openapi-types'
import type { RouteRecord } from '#platform/http/route-record.ts'

type Operation = OpenAPIV3_1.OperationObject

/** Bodies and answers that no schema of ours describes, because they are bytes that pass through. */
export function describeBytes(operation: Operation, { spec: { accepts, produces } }: RouteRecord): void {
  const body = accepts && bodies[accepts]
  if (body) operation.requestBody = structuredClone(body)
  for (const type of produces ?? [])
    for (const reply of Object.values(operation.responses ?? {}))
      if (!isText(type) && 'content' in reply && reply.content?.[type]) reply.content[type] = file(type)
}

const file = (type: string): OpenAPIV3_1.MediaTypeObject => ({
  schema: { type: 'string', contentMediaType: type },
})

const bodies: Record<string, OpenAPIV3_1.RequestBodyObject> = {
  raw: {
    required: true,
    description: 'As the provider sends it: the signature is of these very bytes.',
    content: { 'application/json': { schema: { type: 'object', additionalProperties: true }, example: {} } },
  },
  file: {
    required: true,
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          required: ['file'],
          properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
        },
      },
    },
  },
}

export const isText = (type: string): boolean => /^text\/|json/.test(type)
