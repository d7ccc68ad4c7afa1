import type { FilledTemplate } from '../../api.ts'
import type { Button } from '../../world/templates.ts'
import { refusal } from '../errors.ts'
import type { TemplatePart } from './template-shape.ts'

type Given = Extract<NonNullable<TemplatePart['components']>[number], { type: 'button' }>

export function fillButtons(buttons: Button[], part: TemplatePart): FilledTemplate['buttons'] {
  const given = (part.components ?? []).filter((component): component is Given => component.type === 'button')
  const beyond = given.find(({ index }) => index >= buttons.length)
  if (beyond) throw refusal(132012, `buttons: there is no button at index ${beyond.index}`)
  return buttons.map((button, index) =>
    fill(
      button,
      index,
      given.find((one) => one.index === index),
    ),
  )
}

function fill(button: Button, index: number, given: Given | undefined): FilledTemplate['buttons'][number] {
  const kind = button.type.toLowerCase()
  if (given && given.sub_type !== kind)
    throw refusal(
      132012,
      `buttons: Button at index ${index} is of type ${button.type}, not ${given.sub_type}`,
    )
  const [parameter] = given?.parameters ?? []
  const filled = { type: button.type, text: button.text ?? button.type }
  if (kind === 'quick_reply')
    return { ...filled, payload: parameter?.type === 'payload' ? parameter.payload : filled.text }
  if (kind === 'url') return { ...filled, url: fillUrl(button.url ?? '', index, parameter) }
  if (kind === 'copy_code') {
    if (parameter?.type !== 'coupon_code') throw missing(index, 'Copy code')
    return { ...filled, payload: parameter.coupon_code }
  }
  return { ...filled, ...(button.phone_number && { phone: button.phone_number }) }
}

function fillUrl(
  url: string,
  index: number,
  parameter: NonNullable<Given['parameters']>[number] | undefined,
) {
  if (!url.includes('{{')) {
    if (parameter) throw refusal(132000, `buttons: Button at index ${index} of type Url takes no parameter`)
    return url
  }
  if (parameter?.type !== 'text') throw missing(index, 'Url')
  return url.replace(/\{\{\w+\}\}/, () => parameter.text)
}

const missing = (index: number, kind: string) =>
  refusal(131008, `buttons: Button at index ${index} of type ${kind} requires a parameter`)
