import { z } from 'zod'
import { Email, Id, PageQuery, requiredText, Time, text } from '#contract/common.ts'

const phoneExample = '+5531987654321'
const address = {
  postalCode: '30130-010',
  street: 'Avenida Afonso Pena',
  number: '1500',
  complement: 'Sala 42',
  district: 'Centro',
  city: 'Belo Horizonte',
  state: 'MG',
}

export const Address = z
  .object({
    postalCode: text(20).optional().meta({ description: 'CEP' }),
    street: text(200).optional(),
    number: text(20).optional(),
    complement: text(100).optional(),
    district: text(100).optional().meta({ description: 'Bairro' }),
    city: text(100).optional(),
    state: text(50).optional().meta({ description: 'UF' }),
    country: text(60).optional(),
  })
  .meta({ example: address })
export type Address = z.infer<typeof Address>

/** Whatever else somebody wants to note of a contact, by names of their own. */
export const ContactFields = z
  .record(requiredText(60), z.union([text(1000), z.number(), z.boolean(), z.null()]))
  .refine((fields) => Object.keys(fields).length <= 50, 'too_many_fields')
  .meta({ example: { plano: 'Família', dependentes: 2 } })
export type ContactFields = z.infer<typeof ContactFields>

export const Contact = z
  .object({
    id: Id,
    name: z.string().nullable().meta({ description: 'Written by somebody here', example: 'Mariana Alves' }),
    profileName: z
      .string()
      .nullable()
      .meta({ description: 'What they call themselves: shown where there is no name', example: 'Mari' }),
    username: z.string().nullable().meta({ description: 'To be shown only: it can change hands' }),
    phone: z.string().nullable().meta({ description: 'E.164, with the ninth digit', example: phoneExample }),
    email: z.string().nullable().meta({ example: 'mariana@example.com' }),
    document: z.string().nullable().meta({
      description:
        'CPF or CNPJ. Masked (`***.982.247-**`) in lists, in answers to changes, and for agents; whole only where one contact is read (`GET /contacts/:id`) by an administrator or manager',
      example: '***.982.247-**',
    }),
    address: Address.nullable(),
    fields: ContactFields,
    notes: z.string().nullable(),
    blockedAt: Time.nullable(),
    optedOutAt: Time.nullable(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'Contact' })
export type Contact = z.infer<typeof Contact>

export const ContactIdentity = z.object({
  id: Id,
  channel: z.string().meta({ example: 'whatsapp' }),
  kind: z.enum(['wa_id', 'user_id', 'parent_user_id']),
  value: z.string().meta({ description: 'As the channel says it', example: '553187654321' }),
  phone: z.string().nullable().meta({ example: phoneExample }),
  current: z.boolean().meta({ description: 'false: they have another one by now' }),
})
export type ContactIdentity = z.infer<typeof ContactIdentity>

export const ContactMerge = z.object({
  id: Id,
  mergedId: Id.meta({ description: 'The contact that became part of this one' }),
  mergedBy: Id.nullable(),
  mergedAt: Time,
})
export type ContactMerge = z.infer<typeof ContactMerge>

export const ContactDetails = Contact.extend({
  identities: z.array(ContactIdentity).meta({ description: 'By what the channels know them' }),
  merges: z.array(ContactMerge).meta({ description: 'What can be undone, newest first' }),
}).meta({ id: 'ContactDetails' })
export type ContactDetails = z.infer<typeof ContactDetails>

export const ContactQuery = PageQuery.extend({
  q: text(120).trim().optional().meta({
    description:
      'Name, user name, e-mail or phone; accents, capitals and small typos are forgiven. A whole CPF or CNPJ is found too',
  }),
  phone: text(40).trim().optional().meta({ description: 'Exactly this one, in any usual spelling' }),
  email: text(254).trim().optional().meta({ description: 'Exactly this one' }),
  blocked: z.stringbool().optional(),
})
export type ContactQuery = z.infer<typeof ContactQuery>

const given = {
  name: requiredText(200).nullable().optional(),
  phone: requiredText(40)
    .nullable()
    .optional()
    .meta({ description: 'In any usual Brazilian spelling, or international with +', example: phoneExample }),
  email: Email.nullable().optional(),
  document: requiredText(30)
    .nullable()
    .optional()
    .meta({ description: 'CPF or CNPJ, with or without punctuation', example: '529.982.247-25' }),
  address: Address.nullable().optional(),
  fields: ContactFields.optional(),
  notes: text(5000).nullable().optional(),
}
const example = {
  name: 'Mariana Alves',
  phone: '(31) 98765-4321',
  email: 'mariana@example.com',
  document: '529.982.247-25',
  address,
  fields: { plano: 'Família' },
  notes: 'Prefere ser chamada de Mari.',
}

export const NewContact = z
  .object(given)
  .refine(({ name, phone, email }) => [name, phone, email].some(Boolean), {
    path: ['name'],
    message: 'name_phone_or_email',
  })
  .meta({ example })
export type NewContact = z.infer<typeof NewContact>

export const ContactChange = z
  .object(given)
  .meta({ example: { name: 'Mariana Alves Prado', notes: 'Prefere ser atendida à tarde.' } })
export type ContactChange = z.infer<typeof ContactChange>

export const Merging = z.object({
  otherId: Id.meta({
    description: 'The contact that becomes part of the one in the address',
    example: '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c4e',
  }),
})
export type Merging = z.infer<typeof Merging>

export const DuplicateReason = z.enum(['phone', 'email', 'document'])
export type DuplicateReason = z.infer<typeof DuplicateReason>
export const Duplicate = z.object({
  contact: Contact,
  reasons: z.array(DuplicateReason).meta({ description: 'What both have' }),
})
export type Duplicate = z.infer<typeof Duplicate>
