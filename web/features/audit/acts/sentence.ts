import type { AuditEntry } from '#contract/audit.ts'
import { isKnown } from './groups.ts'
import { pt, say } from './words.ts'

/** A stretch of a sentence; names stand out. */
export type Part = { text: string; strong: boolean }
type Entry = Pick<AuditEntry, 'name' | 'actor' | 'subject' | 'details'>
// A caller builds keys from what the server sent, which the types of `say` cannot follow.
const word = say as (key: string, values?: Record<string, string>) => string

/** "Ana trocou o papel de Marcos", in the language of now. */
export function sentenceOf(entry: Entry): Part[] {
  const key = sentenceKey(entry)
  const names: Record<string, string> = { who: whoOf(entry), whom: whomOf(entry), name: entry.name }
  // Placeholders are left standing, so that names can be set apart whatever language puts them where.
  const template = word(key, { who: mark('who'), whom: mark('whom'), name: mark('name') })
  return template.split(marked).flatMap((text, at) => {
    const part = at % 2 === 1 ? names[text] : text
    return part ? [{ text: part, strong: at % 2 === 1 }] : []
  })
}

export const plainSentence = (entry: Entry): string =>
  sentenceOf(entry)
    .map(({ text }) => text)
    .join('')

// Characters of the private use area: nobody's name has them.
const mark = (name: string) => `\uE000${name}\uE000`
const marked = /\uE000(\w+)\uE000/

function sentenceKey(entry: Entry): string {
  if (!isKnown(entry.name)) return 'other'
  const special = variantsOf(entry).find((each) => hasVariant(entry.name, each))
  return special ? `variant.${entry.name}.${special}` : `event.${entry.name}`
}

/** Ways to say it, the most telling first. */
function variantsOf({ actor, subject, details }: Entry): string[] {
  const { reason } = details
  return [
    ...(subject.type === 'person' && subject.id === null ? ['unknown'] : []),
    ...(typeof reason === 'string' ? [aliases[reason] ?? reason] : []),
    ...(subject.type === 'settings' && subject.id ? [subject.id] : []),
    ...(details.removed === true ? ['discarded'] : []),
    ...(actor.id !== null && actor.id === subject.id ? ['self'] : []),
    actor.kind,
  ]
}

// A key that ends like a plural would be taken for one.
const aliases: Record<string, string> = { too_many: 'crowded' }

function hasVariant(name: string, variant: string): boolean {
  const [noun = '', act = ''] = name.split('.')
  const known: Record<string, Record<string, Record<string, string>>> = pt.variant
  return known[noun]?.[act]?.[variant] !== undefined
}

function whoOf({ actor: { kind, id, name } }: Entry): string {
  if (kind === 'person') return name ?? say('who.person')
  if (kind === 'api_key') {
    if (id === 'env') return say('who.api_key_env')
    return name ? say('who.api_key', { name }) : say('who.api_key_gone')
  }
  return say(`who.${kind}`)
}

function whomOf({ subject: { type, label } }: Entry): string {
  return label ?? say(type === 'person' ? 'whom.gone' : 'whom.unnamed')
}
