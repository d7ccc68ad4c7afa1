import { z } from 'zod'
import type { Component, Template } from '../world/templates.ts'
import { GraphError } from './errors.ts'
import { parse, text } from './parse.ts'

const Button = z.looseObject({
  type: z.string().transform((type) => type.toUpperCase()),
  text: text(25).optional(),
})
const NewTemplate = z.object({
  name: text(512),
  category: z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']),
  language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2,3})?$/, 'it is not a language such as pt_BR'),
  parameter_format: z
    .string()
    .transform((format) => format.toUpperCase())
    .pipe(z.enum(['POSITIONAL', 'NAMED']))
    .default('POSITIONAL'),
  components: z.array(
    z.looseObject({
      type: z
        .string()
        .transform((type) => type.toUpperCase())
        .pipe(z.enum(['HEADER', 'BODY', 'FOOTER', 'BUTTONS'])),
      format: z.string().optional(),
      text: z.string().optional(),
      buttons: z.array(Button).optional(),
    }),
  ),
})

export function readNewTemplate(body: unknown): Omit<Template, 'id' | 'status' | 'rejected_reason'> {
  const template = parse(NewTemplate, body)
  if (!/^[a-z0-9_]+$/.test(template.name))
    throw broken(2388042, 'Name can only have lowercase letters, numbers and underscores')
  const components = template.components as Component[] // checked above; `undefined` is left out of JSON
  for (const component of components) checkComponent(component, template)
  if (!components.some(({ type }) => type === 'BODY') && template.category !== 'AUTHENTICATION')
    throw broken(2388072, 'The body is missing')
  return { ...template, components }
}

const broken = (subcode: number, details: string) =>
  new GraphError(100, 'Invalid parameter', { subcode, details, title: details })

type About = { parameter_format: string; category: string }

function checkComponent(component: Component, about: About): void {
  const { type, text: words = '', format = 'TEXT', buttons = [] } = component
  if (type === 'FOOTER') {
    if (words.length > 60) throw broken(2388040, 'Footer is longer than 60 characters')
    if (words.includes('{{')) throw broken(2388073, 'Footer cannot have variables')
  }
  if (type === 'HEADER' && format === 'TEXT') {
    if (words.length > 60) throw broken(2388040, 'Header is longer than 60 characters')
    if (namesIn(words).length > 1) throw broken(2388047, 'Header can have one variable')
  }
  if (type === 'HEADER' && ['IMAGE', 'VIDEO', 'DOCUMENT'].includes(format) && !component.example)
    throw broken(2388047, 'A header with media needs an example')
  if (type === 'BODY' && about.category !== 'AUTHENTICATION') checkBody(component, about)
  if (type === 'BUTTONS') checkButtons(buttons)
}

const namesIn = (words: string) => [...words.matchAll(/\{\{([^}]*)\}\}/g)].map(([, name = '']) => name)

function checkBody({ text: words = '', example }: Component, { parameter_format: format }: About): void {
  if (words.length === 0 || words.length > 1024) throw broken(2388040, 'Body must have 1 to 1024 characters')
  const names = namesIn(words)
  if (names.length === 0) return
  if (/^\s*\{\{/.test(words) || /\}\}[\s.!?]*$/.test(words))
    throw broken(2388299, 'Variables cannot be at the start or end of the body')
  if (/\}\}\s*\{\{/.test(words)) throw broken(2388072, 'Variables cannot be next to each other')
  const isFine =
    format === 'NAMED'
      ? names.every((name) => /^[a-z][a-z0-9_]*$/.test(name))
      : [...new Set(names)].every((name, index) => name === String(index + 1))
  if (!isFine) throw broken(2388072, 'Variables are not as the parameter format wants them')
  if (!example) throw broken(2388043, 'Variables need an example')
}

function checkButtons(buttons: { type: string; text?: string }[]): void {
  const count = (type: string) => buttons.filter((button) => button.type === type).length
  if (buttons.length === 0 || buttons.length > 10) throw broken(2388040, 'There can be 1 to 10 buttons')
  if (count('URL') > 2 || count('PHONE_NUMBER') > 1 || count('COPY_CODE') > 1)
    throw broken(2388040, 'Too many buttons of one type')
  const turns = buttons.filter(
    ({ type }, index) =>
      index > 0 && (type === 'QUICK_REPLY') !== (buttons[index - 1]?.type === 'QUICK_REPLY'),
  )
  if (turns.length > 1) throw broken(2388039, 'Quick replies must be next to each other')
}
