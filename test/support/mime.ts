export type SentMail = { to: string[]; from: string; subject: string; text: string; html: string }

type Part = { headers: Map<string, string>; body: string }

/** Reads as much of MIME as our own mails use. */
export function readMail(raw: string, to: string[]): SentMail {
  const mail = split(raw)
  const header = (name: string) => decodeWords(mail.headers.get(name) ?? '')
  const parts = leaves(mail)
  const bodyOf = (type: string) => decodeBody(parts.find((part) => typeOf(part).startsWith(type)))
  return {
    to,
    from: header('from'),
    subject: header('subject'),
    text: bodyOf('text/plain'),
    html: bodyOf('text/html'),
  }
}

function split(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  return { headers: new Map(headers), body: raw.slice(end + 4) }
}

const typeOf = ({ headers }: Part) => headers.get('content-type') ?? 'text/plain'

function leaves(part: Part): Part[] {
  const boundary = /boundary="?([^";]+)/.exec(typeOf(part))?.[1]
  if (!boundary) return [part]
  const pieces = part.body.split(`--${boundary}`).slice(1, -1)
  return pieces.flatMap((piece) => leaves(split(piece.replace(/^\r\n/, ''))))
}

function decodeBody(part: Part | undefined): string {
  if (!part) return ''
  const encoding = part.headers.get('content-transfer-encoding')?.toLowerCase()
  return bytes(part.body, encoding ?? '')
    .toString('utf8')
    .replaceAll('\r\n', '\n')
    .trim()
}

function bytes(text: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(text, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(text, 'latin1')
  return Buffer.from(unquote(text.replace(/=\r\n/g, '')), 'latin1')
}

const unquote = (text: string) =>
  text.replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** RFC 2047: =?UTF-8?Q?Redefini=C3=A7=C3=A3o?= */
function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : Buffer.from(unquote(text.replaceAll('_', ' ')), 'latin1').toString('utf8'),
    )
}
