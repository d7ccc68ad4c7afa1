import { parseSync } from 'vite'

type Node = { type: string; [key: string]: unknown }

/** Strings in the source that a person would read or hear. Used by words.test.ts only. */
export function visibleLiterals(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const found: string[] = []
  walk(program as unknown as Node, (node) => found.push(...shownBy(node).map((text) => text.trim())))
  return found.filter(isWords)
}

function shownBy(node: Node): string[] {
  switch (node.type) {
    case 'JSXText':
      return [String(node.value)]
    case 'JSXElement':
    case 'JSXFragment':
      return (node.children as Node[]).flatMap((child) =>
        child.type === 'JSXExpressionContainer' ? strings(child.expression) : [],
      )
    case 'JSXAttribute':
      return isRead(nameOf(node.name)) ? strings(node.value) : []
    case 'Property':
      return isRead(nameOf(node.key)) ? strings(node.value) : []
    case 'CallExpression':
      return /^(tell\w*|useTitle)$/.test(nameOf(node.callee)) ? strings((node.arguments as Node[])[0]) : []
    default:
      return []
  }
}

/** The texts an expression may become; what is inside a call is that call's business. */
function strings(value: unknown): string[] {
  if (!isNode(value)) return []
  switch (value.type) {
    case 'Literal':
      return typeof value.value === 'string' ? [value.value] : []
    case 'TemplateLiteral':
      return (value.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked)
    case 'ConditionalExpression':
      return [...strings(value.consequent), ...strings(value.alternate)]
    case 'LogicalExpression':
      return [...strings(value.left), ...strings(value.right)]
    case 'JSXExpressionContainer':
      return strings(value.expression)
    default:
      return []
  }
}

const readProps =
  /^(aria-(label|description|valuetext|roledescription)|alt|title|label|heading|header|legend|placeholder|description|detail|error|hint|unit|shown|\w+Label)$/
const isRead = (name: string) => readProps.test(name)

/** The same in both languages: names, and what is printed on keys. */
const names =
  /^(Prosa|WhatsApp|Instagram|Telegram|Twilio|WAHA|Meta|CPF|CNPJ|CEP|LGPD|API|URL|CSV|JSON|Enter|Esc|Tab|Ctrl|https?:\S*)$/

const isWords = (text: string) => /\p{L}{2}/u.test(text) && !names.test(text)

const nameOf = (node: unknown): string => (isNode(node) ? String(node.name ?? node.value ?? '') : '')
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit)
  }
}
