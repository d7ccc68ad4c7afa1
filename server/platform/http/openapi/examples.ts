type Schema = { [key: string]: unknown }
export type Components = Record<string, Schema>

/** The schema's own example where it has one; else something plausible made up from its type and limits. */
export function exampleOf(schema: unknown, components: Components, depth = 0): unknown {
  if (!isSchema(schema) || depth > 8) return null
  const { $ref, example, examples, default: usual, const: only, enum: choices } = schema
  if (typeof $ref === 'string')
    return exampleOf(components[$ref.split('/').at(-1) ?? ''], components, depth + 1)
  if (example !== undefined) return example
  const given = [firstOf(examples), usual, only, firstOf(choices)].find((value) => value !== undefined)
  if (given !== undefined) return given
  const parts = [schema.anyOf, schema.oneOf, schema.allOf].find(Array.isArray)
  if (parts)
    return schema.allOf ? merged(parts, components, depth) : exampleOf(parts[0], components, depth + 1)
  return exampleOfType(schema, components, depth)
}

function exampleOfType(schema: Schema, components: Components, depth: number): unknown {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'object':
      return exampleOfObject(schema, components, depth)
    case 'array':
      return schema.maxItems === 0 ? [] : [exampleOf(schema.items, components, depth + 1)]
    case 'string':
      return exampleOfText(schema)
    case 'integer':
    case 'number':
      return exampleOfNumber(schema)
    case 'boolean':
      return true
    default:
      return type === undefined ? {} : null
  }
}

function exampleOfObject(
  { properties, additionalProperties }: Schema,
  components: Components,
  depth: number,
): Schema {
  if (isSchema(properties))
    return Object.fromEntries(
      Object.entries(properties).map(([name, part]) => [name, exampleOf(part, components, depth + 1)]),
    )
  return isSchema(additionalProperties) ? { key: exampleOf(additionalProperties, components, depth + 1) } : {}
}

const byFormat: Record<string, string> = {
  uuid: '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d',
  'date-time': '2026-11-20T14:31:00.000Z',
  date: '2026-11-20',
  time: '14:31:00',
  email: 'luisa@clinica.com.br',
  uri: 'https://example.com/',
  ipv4: '203.0.113.7',
  ipv6: '2001:db8::7',
}

function exampleOfText({ format, minLength, maxLength }: Schema): string {
  const usual = (typeof format === 'string' && byFormat[format]) || 'text'
  const atLeast = typeof minLength === 'number' ? usual.padEnd(minLength, 'x') : usual
  return typeof maxLength === 'number' ? atLeast.slice(0, maxLength) : atLeast
}

function exampleOfNumber({ minimum, exclusiveMinimum, maximum }: Schema): number {
  const least =
    typeof minimum === 'number' ? minimum : typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : 1
  const plausible = least < -1_000_000 ? 1 : least
  return typeof maximum === 'number' ? Math.min(plausible, maximum) : plausible
}

const merged = (parts: unknown[], components: Components, depth: number): unknown =>
  Object.assign({}, ...parts.map((part) => exampleOf(part, components, depth + 1)))

const firstOf = (values: unknown): unknown => (Array.isArray(values) ? values[0] : undefined)
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null
