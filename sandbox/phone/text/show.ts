import { h } from '../dom/h.ts'
import { type Block, isJumbo, type Piece, parseText } from './format.ts'

/** A message's words as elements. What somebody wrote is only ever a text node. */
export function showText(text: string): HTMLElement {
  const root = h('div', { class: isJumbo(text) ? 'text jumbo' : 'text', dir: 'auto' })
  root.append(...parseText(text).map(showBlock))
  return root
}

function showBlock(block: Block): HTMLElement {
  if (block.kind === 'code') return h('pre', {}, h('code', {}, block.text))
  const pieces = block.pieces.map(showPiece)
  if (block.kind === 'quote') return h('blockquote', {}, ...pieces)
  if (block.kind === 'bullet') return h('p', { class: 'item' }, h('span', {}, '•'), h('span', {}, ...pieces))
  if (block.kind === 'number')
    return h('p', { class: 'item' }, h('span', {}, `${block.number}.`), h('span', {}, ...pieces))
  return h('p', {}, ...(pieces.length > 0 ? pieces : [h('br')]))
}

const tags = { bold: 'strong', italic: 'em', strike: 's' } as const

function showPiece(piece: Piece): Node {
  if (typeof piece === 'string') return document.createTextNode(piece)
  if (piece.kind === 'code') return h('code', {}, piece.text)
  if (piece.kind === 'link') return outsideLink(piece.url, piece.text)
  return h(tags[piece.kind], {}, ...piece.pieces.map(showPiece))
}

export const outsideLink = (url: string, text: string): HTMLAnchorElement =>
  h('a', { href: url, target: '_blank', rel: 'noopener noreferrer nofollow' }, text)
