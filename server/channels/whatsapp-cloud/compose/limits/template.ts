import type { TemplateToSend } from '#contract/messages.ts'
import type { FieldError } from '#platform/errors.ts'
import { complaint, list, unique, written } from './complaint.ts'

type Button = NonNullable<TemplateToSend['buttons']>[number]
type Parameter = Button['parameter']

const at = '/template'
const ofHeaders: readonly Parameter['type'][] = ['text', 'image', 'video', 'document', 'location']
const ofButtons: Record<Button['kind'], Parameter['type']> = {
  quick_reply: 'payload',
  url: 'text',
  copy_code: 'coupon',
  flow: 'payload',
  catalog: 'payload',
}

export function templateComplaints({ header = [], body = [], buttons = [] }: TemplateToSend): FieldError[] {
  return [
    ...(header.length > 1 ? list(`${at}/header`, header, 1) : []),
    ...header.flatMap((parameter, index) =>
      parameterComplaints(parameter, `${at}/header/${index}`, ofHeaders),
    ),
    ...body.flatMap((parameter, index) => parameterComplaints(parameter, `${at}/body/${index}`, ['text'])),
    ...nameComplaints(body),
    ...buttonsComplaints(buttons),
  ]
}

const buttonsComplaints = (buttons: Button[]): FieldError[] => [
  ...(buttons.length > 10 ? list(`${at}/buttons`, buttons, 10) : []),
  ...buttons.flatMap(({ kind, parameter }, index) =>
    parameterComplaints(parameter, `${at}/buttons/${index}/parameter`, [ofButtons[kind]]),
  ),
  ...unique(
    buttons.map(({ index }) => String(index)),
    (index) => `${at}/buttons/${index}/index`,
  ),
]

function parameterComplaints(
  parameter: Parameter,
  pointer: string,
  allowed: readonly Parameter['type'][],
): FieldError[] {
  if (!allowed.includes(parameter.type))
    return [complaint(`${pointer}/type`, 'not_allowed', `Here it can be: ${allowed.join(', ')}.`)]
  switch (parameter.type) {
    case 'text':
      return textComplaints(`${pointer}/text`, parameter.text)
    case 'payload':
      return written(`${pointer}/payload`, parameter.payload, 256)
    case 'coupon':
      return written(`${pointer}/code`, parameter.code, 15)
    default:
      return []
  }
}

function textComplaints(pointer: string, text: string): FieldError[] {
  if (/[\n\r\t]| {5}/.test(text))
    return [
      complaint(
        pointer,
        'bad_whitespace',
        'No line breaks, no tabs and at most four spaces in a row: WhatsApp refuses them in templates.',
      ),
    ]
  return written(pointer, text, 1024)
}

/** Variables have names or numbers, never some of each. */
function nameComplaints(body: Parameter[]): FieldError[] {
  const names = body.map((parameter) => (parameter.type === 'text' ? parameter.name : undefined))
  const given = names.filter((name) => name !== undefined)
  if (given.length === 0) return []
  const pointer = (index: number) => `${at}/body/${index}/name`
  if (given.length === names.length) return unique(given, pointer)
  return names.flatMap((name, index) =>
    name === undefined ? [complaint(pointer(index), 'required', 'Either all have a name, or none.')] : [],
  )
}
