import { randomInt } from 'node:crypto'
import type { NewCustomer } from '../api.ts'

/** Who is there at the first start. Two of them hide their phone or have none, as people may since 2026. */
export const firstPeople: NewCustomer[] = [
  { name: 'Beatriz Ramos', phone: '+5511987654321' },
  { name: 'João Pedro Almeida', phone: '+5531991234567' },
  { name: 'Maria Aparecida dos Santos', phone: '+5571988112233' },
  { name: 'Rafael Nogueira', phone: '+5521996543210' },
  { name: 'Larissa Figueiredo', phone: '+5551993219876' },
  { name: 'Antônio Carlos Pereira', phone: '+5585987001122' },
  { name: 'Juliana Yamamoto', phone: '+5511974110022', username: 'ju.yamamoto', hidePhone: true },
  { name: 'Caio Brandão', username: 'caiobrandao' },
  { name: 'Dona Célia', phone: '+5562981557700' },
  { name: 'Thiago Menezes 🏍️', phone: '+5581995550199' },
]

const given =
  'Ana Bruno Camila Daniel Eduarda Felipe Gabriela Henrique Isabela José Karina Lucas Mariana Nathália Otávio Paula Renato Sofia Tainá Vinícius'.split(
    ' ',
  )
const family =
  'Araújo Barbosa Cardoso Dias Ferreira Gonçalves Lima Martins Moraes Nascimento Oliveira Queiroz Ribeiro Souza Teixeira Vieira'.split(
    ' ',
  )
const areas = ['11', '19', '21', '27', '31', '41', '47', '51', '61', '62', '71', '81', '85', '91']

export const newName = (): string => `${pick(given)} ${pick(family)}`
export const newPhone = (): string =>
  `+55${pick(areas)}9${randomInt(7, 10)}${String(randomInt(10_000_000)).padStart(7, '0')}`

const pick = (list: string[]): string => list[randomInt(list.length)] ?? ''
