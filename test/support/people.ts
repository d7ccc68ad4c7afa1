import type { Role } from '#contract/permissions.ts'
import { asker } from './http.ts'

export type PersonName = 'ana' | 'marcos' | 'luisa' | 'davi'
export type TestPerson = {
  id: string
  name: string
  email: string
  password: string
  role: Role
  /** As a `cookie` header, and one by one for a browser. */
  cookie: string
  cookies: Array<{ name: string; value: string }>
}
export type People = Record<PersonName, TestPerson>

type Card = { name: string; email: string; role: Role }

const password = 'sete cavalos azuis no rio'
const ana: Card = { name: 'Ana Prado', email: 'ana@clinica.com.br', role: 'admin' }
const others: Record<Exclude<PersonName, 'ana'>, Card> = {
  marcos: { name: 'Marcos Lima', email: 'marcos@clinica.com.br', role: 'manager' },
  luisa: { name: 'Luísa Nunes', email: 'luisa@clinica.com.br', role: 'agent' },
  davi: { name: 'Davi Rocha', email: 'davi@clinica.com.br', role: 'agent' },
}

export const theAdministrator = { ADMIN_EMAIL: ana.email, ADMIN_PASSWORD: password }

/** Ana is the first administrator; she adds the others, and everybody signs in. */
export async function settleIn(url: string): Promise<People> {
  const admin = await signIn(url, ana)
  const rest = Object.entries(others).map(
    async ([name, card]) => [name, await add(url, admin, card)] as const,
  )
  const { marcos, luisa, davi } = Object.fromEntries(await Promise.all(rest))
  if (!marcos || !luisa || !davi) throw new Error('somebody is missing')
  return { ana: admin, marcos, luisa, davi }
}

async function add(url: string, admin: TestPerson, card: Card): Promise<TestPerson> {
  const ask = asker(url, () => admin.cookie)
  const { status, text } = await ask('POST', '/api/operators', { as: 'ana', body: { ...card, password } })
  if (status !== 201) throw new Error(`${card.name} was not added: ${status} ${text}`)
  return signIn(url, card)
}

export async function signIn(url: string, card: Card): Promise<TestPerson> {
  const ask = asker(url, () => '')
  const { status, body, text, headers } = await ask<{ person: { id: string; name: string } }>(
    'POST',
    '/api/auth/sign-in',
    {
      body: { email: card.email, password },
    },
  )
  if (status !== 200) throw new Error(`${card.name} cannot sign in: ${status} ${text}`)
  const cookies = headers.getSetCookie().map((line) => {
    const [pair = ''] = line.split(';')
    const equals = pair.indexOf('=')
    return { name: pair.slice(0, equals), value: pair.slice(equals + 1) }
  })
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  return { ...card, id: body.person.id, name: body.person.name, password, cookie, cookies }
}
