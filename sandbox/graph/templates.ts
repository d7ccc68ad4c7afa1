import type { FastifyInstance } from 'fastify'
import { postField } from '../webhooks/fields.ts'
import { newNumericId } from '../world/ids.ts'
import type { Template } from '../world/templates.ts'
import type { World } from '../world/world.ts'
import { GraphError, noSuchObject } from './errors.ts'
import { pageOf, pick } from './fields.ts'
import { type GraphRequest, requireAccount } from './server.ts'
import { readNewTemplate } from './template-rules.ts'

const reviewTakes = 100
const most = 6_000

export function templateRoutes(graph: FastifyInstance, world: World): void {
  const { templates } = world

  graph.get('/:id/message_templates', async (request: GraphRequest) => {
    const { params, query } = request
    requireAccount(world, params.id)
    const wanted = templates.filter((template) => filters.every((key) => matches(template, key, query[key])))
    const page = pageOf(wanted, query, { url: `${world.url}${request.url}`, usual: 25, most: 1000 })
    return { ...page, data: page.data.map((template) => presentTemplate(template, query.fields)) }
  })

  graph.post('/:id/message_templates', async ({ params, body }: GraphRequest) => {
    requireAccount(world, params.id)
    const wanted = readNewTemplate(body)
    if (templates.some(({ name, language }) => name === wanted.name && language === wanted.language))
      throw new GraphError(100, 'Invalid parameter', {
        subcode: 2388024,
        title: 'Content in This Language Already Exists',
      })
    if (templates.length >= most)
      throw new GraphError(100, 'Invalid parameter', {
        subcode: 2388019,
        title: 'Limit of templates reached',
      })
    const template: Template = { ...wanted, id: newNumericId(16), status: 'PENDING', rejected_reason: 'NONE' }
    templates.push(template)
    world.outbox.plan(reviewTakes, () => review(world, template))
    world.touch()
    return { id: template.id, status: template.status, category: template.category }
  })

  graph.delete('/:id/message_templates', async ({ params, query }: GraphRequest) => {
    requireAccount(world, params.id)
    const { name, hsm_id: id } = query
    if (name === undefined) throw new GraphError(100, '(#100) The parameter name is required.')
    const gone = templates.filter((one) => one.name === name && (id === undefined || one.id === id))
    if (gone.length === 0) throw noSuchObject(id ?? name)
    for (const template of gone) templates.splice(templates.indexOf(template), 1)
    world.touch()
    return { success: true }
  })
}

const filters = ['name', 'status', 'language', 'category'] as const

/** Names by a part of them, the rest as a whole in any case. */
const matches = (template: Template, key: (typeof filters)[number], wanted: string | undefined): boolean =>
  wanted === undefined ||
  (key === 'name' ? template.name.includes(wanted) : template[key].toUpperCase() === wanted.toUpperCase())

const usual = ['name', 'parameter_format', 'components', 'language', 'status', 'category', 'id']

const presentTemplate = (template: Template, fields: string | undefined) =>
  pick(
    'WhatsAppBusinessHSM',
    {
      ...template,
      quality_score: { score: template.status === 'APPROVED' ? 'GREEN' : 'UNKNOWN' },
      rejected_reason: template.rejected_reason,
      sub_category: undefined,
      previous_category: undefined,
      message_send_ttl_seconds: undefined,
      library_template_name: undefined,
      cta_url_link_tracking_opted_out: undefined,
    },
    fields,
    usual,
  )

function review(world: World, template: Template): void {
  const isRejected = world.faults.now().rejectTemplates === true
  const reason = isRejected ? 'INVALID_FORMAT' : 'NONE'
  Object.assign(template, { status: isRejected ? 'REJECTED' : 'APPROVED', rejected_reason: reason })
  world.touch()
  postField(world, 'message_template_status_update', {
    event: template.status,
    // A number on the wire, close to what JavaScript can still count.
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
    message_template_category: template.category,
    reason,
  })
}
