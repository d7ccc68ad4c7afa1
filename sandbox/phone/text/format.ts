/** What WhatsApp makes of a text: lines of pieces, code that spans lines, quotes and lists. */
export type Piece = string | { kind: 'bold' | 'italic' | 'strike'; pieces: Piece[] } | Code | Link
export type Block =
  | { kind: 'line' | 'quote' | 'bullet'; pieces: Piece[] }
  | { kind: 'number'; number: string; pieces: Piece[] }
  | { kind: 'code'; text: string }
type Code = { kind: 'code'; text: string }
type Link = { kind: 'link'; text: string; url: string }

export function parseText(text: string): Block[] {
  const blocks: Block[] = []
  let rest = text
  for (;;) {
    const fence = /```([^\n]*?|[\s\S]*?)```/.exec(rest)
    if (!fence?.[1]?.trim()) return [...blocks, ...lines(rest)]
    const before = rest.slice(0, fence.index)
    if (before.trim()) blocks.push(...lines(before.replace(/\n$/, '')))
    blocks.push({ kind: 'code', text: fence[1].replace(/^\n|\n$/g, '') })
    rest = rest.slice(fence.index + fence[0].length).replace(/^\n/, '')
    if (!rest) return blocks
  }
}

/** The words without the marks. */
export const plainText = (text: string): string =>
  parseText(text)
    .map((block) => (block.kind === 'code' ? block.text : plainPieces(block.pieces)))
    .join(' ')

/** One to three emoji and nothing else are shown large. */
export const isJumbo = (text: string): boolean =>
  /^(?:\p{RGI_Emoji}\s*){1,3}$/v.test(text.trim()) && !/^[\d#*\s]+$/.test(text)

const plainPieces = (pieces: Piece[]): string =>
  pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece
      return 'pieces' in piece ? plainPieces(piece.pieces) : piece.text
    })
    .join('')

const lines = (text: string): Block[] => text.split('\n').map(line)

function line(text: string): Block {
  const [, quote] = /^> (.+)/.exec(text) ?? []
  if (quote) return { kind: 'quote', pieces: parsePieces(quote) }
  const [, bullet] = /^[*-] (.+)/.exec(text) ?? []
  if (bullet) return { kind: 'bullet', pieces: parsePieces(bullet) }
  const [, number, item] = /^(\d{1,3})\. (.+)/.exec(text) ?? []
  if (number && item) return { kind: 'number', number, pieces: parsePieces(item) }
  return { kind: 'line', pieces: parsePieces(text) }
}

const marks = { '*': 'bold', _: 'italic', '~': 'strike' } as const
type Mark = keyof typeof marks
const isMark = (sign: string): sign is Mark => sign in marks

function parsePieces(text: string, open = ''): Piece[] {
  const pieces: Piece[] = []
  let plain = 0
  let at = 0
  const take = (piece: Piece, from: number, to: number) => {
    if (from > plain) pieces.push(text.slice(plain, from))
    pieces.push(piece)
    plain = at = to
  }
  while (at < text.length) {
    const sign = text[at] ?? ''
    const found = sign === '`' ? code(text, at) : isMark(sign) ? marked(text, at, open) : link(text, at)
    if (found) take(found.piece, at, found.end)
    else at++
  }
  if (plain < text.length) pieces.push(text.slice(plain))
  return pieces
}

type Found = { piece: Piece; end: number } | undefined

function code(text: string, start: number): Found {
  const end = text.indexOf('`', start + 1)
  if (end <= start + 1) return undefined
  return { piece: { kind: 'code', text: text.slice(start + 1, end) }, end: end + 1 }
}

/** A mark counts at the edge of a word, with something other than a space inside of it: 2*3*4 stays as it is. */
function marked(text: string, start: number, open: string): Found {
  const sign = text[start] ?? ''
  if (!isMark(sign) || open.includes(sign) || inWord(text[start - 1]) || isSpace(text[start + 1]))
    return undefined
  for (let end = text.indexOf(sign, start + 2); end > 0; end = text.indexOf(sign, end + 1)) {
    if (isSpace(text[end - 1]) || inWord(text[end + 1])) continue
    const pieces = parsePieces(text.slice(start + 1, end), open + sign)
    return { piece: { kind: marks[sign], pieces }, end: end + 1 }
  }
  return undefined
}

const address = /(?:https?:\/\/|www\.)[^\s<>"'`]{2,}/iy

function link(text: string, start: number): Found {
  if (inWord(text[start - 1])) return undefined
  address.lastIndex = start
  // The full stop after an address ends the sentence, not the address.
  const found = address.exec(text)?.[0].replace(/[.,;:!?*_~)\]]+$/, '')
  if (!found) return undefined
  const url = /^www\./i.test(found) ? `https://${found}` : found
  return { piece: { kind: 'link', text: found, url }, end: start + found.length }
}

const inWord = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)
const isSpace = (sign: string | undefined) => sign === undefined || /\s/.test(sign)
