import type { FilledTemplate } from '../../api.ts'
import type { Component, Template } from '../../world/templates.ts'
import { refusal } from '../errors.ts'
import { fillButtons } from './template-buttons.ts'
import type { Parameter, TemplatePart } from './template-shape.ts'

/** The approved template with its parameters in place, or the refusal that Meta would give. */
export function fillTemplate(
  templates: Template[],
  part: TemplatePart,
): FilledTemplate & { category: string } {
  const template = usable(templates, part)
  const given = (type: 'header' | 'body') =>
    part.components?.find((component) => component.type === type)?.parameters as Parameter[] | undefined // not a button
  const of = (type: Component['type']) => template.components.find((component) => component.type === type)
  const header = of('HEADER')
  const footer = of('FOOTER')?.text
  return {
    name: template.name,
    language: template.language,
    category: template.category.toLowerCase(),
    ...(header && { header: fillHeader(template, header, given('header') ?? []) }),
    body: fillText(template, 'body', of('BODY')?.text ?? '', given('body') ?? [], 1024),
    ...(footer !== undefined && { footer }),
    buttons: fillButtons(of('BUTTONS')?.buttons ?? [], part),
  }
}

function usable(templates: Template[], { name, language }: TemplatePart): Template {
  const template = templates.find((one) => one.name === name && one.language === language.code)
  if (template?.status === 'PAUSED') throw refusal(132015, `Template ${name} is paused due to low quality`)
  if (template?.status === 'DISABLED') throw refusal(132016, `Template ${name} is disabled`)
  if (template?.status !== 'APPROVED')
    throw refusal(132001, `template name (${name}) does not exist in ${language.code}`)
  return template
}

function fillHeader(template: Template, { format = 'TEXT', text = '' }: Component, given: Parameter[]) {
  if (format === 'TEXT') return { format, text: fillText(template, 'header', text, given, 60) }
  const [parameter] = given
  if (given.length !== 1 || !parameter)
    throw refusal(132012, `header: Format mismatch, expected ${format}, received UNKNOWN`)
  if (parameter.type.toUpperCase() !== format)
    throw refusal(
      132012,
      `header: Format mismatch, expected ${format}, received ${parameter.type.toUpperCase()}`,
    )
  return { format }
}

const variable = /\{\{(\w+)\}\}/g
export const variablesOf = (text: string): string[] => [
  ...new Set([...text.matchAll(variable)].map(([, name = '']) => name)),
]

function fillText(template: Template, where: string, text: string, given: Parameter[], most: number): string {
  const names = variablesOf(text)
  if (given.length !== names.length)
    throw refusal(
      132000,
      `${where}: number of localizable_params (${given.length}) does not match the expected number of params (${names.length})`,
    )
  const values = valuesOf(template, where, names, given)
  const filled = text.replace(variable, (_, name) => values.get(name) ?? '')
  if (filled.length > most) throw refusal(132005, `${where}: text is longer than ${most} characters`)
  return filled
}

/** Positional ones go by their order, named ones by their name. */
function valuesOf(
  template: Template,
  where: string,
  names: string[],
  given: Parameter[],
): Map<string, string> {
  const isNamed = template.parameter_format === 'NAMED'
  return new Map(
    names.map((name) => {
      const parameter = isNamed
        ? given.find((one) => 'parameter_name' in one && one.parameter_name === name)
        : given[Number(name) - 1]
      if (!parameter && isNamed)
        throw refusal(132012, `${where}: Parameter name is missing or empty, expected ${name}`)
      return [name, textOf(parameter, where)]
    }),
  )
}

function textOf(parameter: Parameter | undefined, where: string): string {
  if (parameter?.type === 'currency') return parameter.currency.fallback_value
  if (parameter?.type === 'date_time') return parameter.date_time.fallback_value
  if (parameter?.type !== 'text')
    throw refusal(132012, `${where}: Format mismatch, expected TEXT, received ${parameter?.type}`)
  if (/[\n\r\t]| {5,}/.test(parameter.text))
    throw refusal(132018, 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces')
  return parameter.text
}
