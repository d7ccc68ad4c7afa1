import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Block, isJumbo, type Piece, parseText, plainText } from './format.ts'

const bold = (...pieces: Piece[]): Piece => ({ kind: 'bold', pieces })
const italic = (...pieces: Piece[]): Piece => ({ kind: 'italic', pieces })
const strike = (...pieces: Piece[]): Piece => ({ kind: 'strike', pieces })
const code = (text: string): Piece => ({ kind: 'code', text })
const link = (text: string, url = text): Piece => ({ kind: 'link', text, url })

const inLine: Array<[text: string, ...pieces: Piece[]]> = [
  ['oi', 'oi'],
  ['*oi*', bold('oi')],
  ['um *dois* três', 'um ', bold('dois'), ' três'],
  ['_a_ ~b~ `c`', italic('a'), ' ', strike('b'), ' ', code('c')],
  ['*_ambos_*', bold(italic('ambos'))],
  ['*a _b ~c~_*', bold('a ', italic('b ', strike('c')))],
  ['(*oi*)', '(', bold('oi'), ')'],
  // What only looks like a mark.
  ['2*3*4', '2*3*4'],
  ['nome_do_arquivo', 'nome_do_arquivo'],
  ['um * solto * dois', 'um * solto * dois'],
  ['*aberto', '*aberto'],
  ['**', '**'],
  ['`*não*`', code('*não*')],
  ['``', '``'],
  ['é*isto*', 'é*isto*'],
  // Addresses, without the punctuation after them.
  ['veja https://prosa.chat/a_b_c.', 'veja ', link('https://prosa.chat/a_b_c'), '.'],
  ['(www.prosa.chat)', '(', link('www.prosa.chat', 'https://www.prosa.chat'), ')'],
  ['*https://prosa.chat*', bold(link('https://prosa.chat'))],
  ['javascript:alert(1)', 'javascript:alert(1)'],
  ['<b>oi</b>', '<b>oi</b>'],
]

for (const [text, ...pieces] of inLine)
  test(`${text} within a line`, () => assert.deepEqual(parseText(text), [{ kind: 'line', pieces }]))

const blocks: Array<[text: string, ...blocks: Block[]]> = [
  ['a\n\nb', { kind: 'line', pieces: ['a'] }, { kind: 'line', pieces: [] }, { kind: 'line', pieces: ['b'] }],
  ['*a\nb*', { kind: 'line', pieces: ['*a'] }, { kind: 'line', pieces: ['b*'] }],
  ['> *a*', { kind: 'quote', pieces: [bold('a')] }],
  ['* a\n- b', { kind: 'bullet', pieces: ['a'] }, { kind: 'bullet', pieces: ['b'] }],
  ['1. a', { kind: 'number', number: '1', pieces: ['a'] }],
  ['2026 foi bom', { kind: 'line', pieces: ['2026 foi bom'] }],
  ['```\na\n*b*\n```', { kind: 'code', text: 'a\n*b*' }],
  [
    'antes\n```x```\ndepois',
    { kind: 'line', pieces: ['antes'] },
    { kind: 'code', text: 'x' },
    { kind: 'line', pieces: ['depois'] },
  ],
  ['```', { kind: 'line', pieces: ['```'] }],
]

for (const [text, ...expected] of blocks)
  test(`${JSON.stringify(text)} over lines`, () => assert.deepEqual(parseText(text), expected))

test('a long text of nothing but marks is through in a moment', () => {
  const text = '*_~`'.repeat(1024)
  assert.ok(parseText(text).length > 0)
})

test('a few emoji alone are large', () => {
  for (const text of ['👍', '❤️', '👩🏽‍⚕️ 🇧🇷', '😂😂😂']) assert.equal(isJumbo(text), true, text)
  for (const text of ['😂😂😂😂', 'oi 👍', '1', '12', '#', '']) assert.equal(isJumbo(text), false, text)
})

test('in one line the words stand without their marks', () => {
  assert.equal(plainText('*Oi*, _Bia_\n> `a` https://prosa.chat\n```b```'), 'Oi, Bia a https://prosa.chat b')
})
