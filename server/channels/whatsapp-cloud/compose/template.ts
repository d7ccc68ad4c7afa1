import type { OutgoingParameter, OutgoingTemplate } from '../../channel.ts'
import { composeLocation } from './location.ts'

type Wire = Record<string, unknown>

export function composeTemplate({ name, language, header, body, buttons }: OutgoingTemplate): Wire {
  const components = [
    ...(header.length > 0 ? [{ type: 'header', parameters: header.map(composeParameter) }] : []),
    ...(body.length > 0 ? [{ type: 'body', parameters: body.map(composeParameter) }] : []),
    ...buttons.map(composeButton),
  ]
  return { name, language: { code: language }, ...(components.length > 0 && { components }) }
}

const composeButton = ({ index, kind, parameter }: OutgoingTemplate['buttons'][number]): Wire => ({
  type: 'button',
  sub_type: kind,
  index: String(index),
  parameters: [composeAction(kind, parameter) ?? composeParameter(parameter)],
})

/** Two kinds of buttons take an action where others take a payload. */
function composeAction(kind: string, parameter: OutgoingParameter): Wire | null {
  if (parameter.type !== 'payload') return null
  if (kind === 'flow') return { type: 'action', action: { flow_token: parameter.payload } }
  if (kind === 'catalog')
    return { type: 'action', action: { thumbnail_product_retailer_id: parameter.payload } }
  return null
}

function composeParameter(parameter: OutgoingParameter): Wire {
  switch (parameter.type) {
    case 'text':
      // Templates with named variables want the name, those with numbers the order alone.
      return {
        type: 'text',
        ...(parameter.name && { parameter_name: parameter.name }),
        text: parameter.text,
      }
    case 'payload':
      return { type: 'payload', payload: parameter.payload }
    case 'coupon':
      return { type: 'coupon_code', coupon_code: parameter.code }
    case 'location':
      return { type: 'location', location: composeLocation(parameter.location) }
    case 'document':
      return {
        type: 'document',
        document: { id: parameter.providerId, ...(parameter.name && { filename: parameter.name }) },
      }
    case 'image':
    case 'video':
      return { type: parameter.type, [parameter.type]: { id: parameter.providerId } }
  }
}
