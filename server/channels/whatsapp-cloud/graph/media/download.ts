import { PassThrough, type Readable } from 'node:stream'
import { OutboundError, type StreamedAnswer } from '#platform/outbound/index.ts'
import type { ProviderError } from '../../../channel.ts'
import { explainError } from '../../errors.ts'
import { authorization, complaintOf, type Line } from '../ask.ts'
import { asChannelError, ChannelError, refusal } from '../failure.ts'
import { findMedia, type MediaName } from './find.ts'
import { isGraphHost, mayFollow, maySeeToken } from './hosts.ts'

const timeoutMs = 300_000
const maxBytes = 100 * 1024 * 1024
const mostRedirects = 3
const leadsElsewhere = new Set([301, 302, 303, 307, 308])

/** Addresses are good for five minutes: with the name of the file, one that is not any more is asked for anew, once. */
export async function downloadMedia(line: Line, url: string, name?: MediaName): Promise<Readable> {
  try {
    const answer = await open(line, url)
    if (answer.status !== 404 || !name) return await content(line, answer)
    await start(answer)
    const { url: fresh } = await findMedia(line, name.number, name.providerId)
    return await content(line, await open(line, fresh))
  } catch (error) {
    throw asChannelError(error)
  }
}

/** Only the first address sees the token, and only if it is Meta's. */
async function open(line: Line, address: string): Promise<StreamedAnswer> {
  const url = URL.parse(address)
  if (!url || !maySeeToken(line.access, url)) throw elsewhere()
  let answer = await fetchFrom(line, url, authorization(line.access))
  let from = url
  for (let redirects = 0; leadsElsewhere.has(answer.status); redirects++) {
    const to = URL.parse(answer.headers.get('location') ?? '', from.href)
    await start(answer)
    if (!to || redirects === mostRedirects || !mayFollow(line.access, to)) throw elsewhere()
    answer = await fetchFrom(line, to, {})
    from = to
  }
  return answer
}

const fetchFrom = (line: Line, url: URL, headers: Record<string, string>): Promise<StreamedAnswer> =>
  line.outbound.stream(url, {
    headers,
    timeoutMs,
    maxBytes,
    allowPrivate: isGraphHost(line.access, url),
  })

async function content(line: Line, answer: StreamedAnswer): Promise<Readable> {
  if (answer.status !== 200) throw new ChannelError(refusedBy(line, answer.status, await start(answer)))
  if (Number(answer.headers.get('content-length')) > maxBytes) {
    await start(answer)
    throw new ChannelError(refusal('too_large', 'media_not_fetched', 'The file is larger than 100 MB'))
  }
  return explained(answer.body)
}

/** Failures on the way come as ChannelErrors too. */
function explained(body: Readable): Readable {
  const out = new PassThrough()
  body.once('error', (error) => out.destroy(error instanceof OutboundError ? asChannelError(error) : error))
  out.once('close', () => body.destroy())
  return body.pipe(out)
}

/** What an answer begins with. A body that nobody ever reads would keep its connection. */
async function start({ body }: StreamedAnswer): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body) {
    parts.push(part)
    size += part.length
    if (size > 64 * 1024) break
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Addresses of files answer without a complaint when there is nothing any more. */
const refusedBy = (line: Line, status: number, body: string): ProviderError =>
  status === 404
    ? explainError({ code: 131052, title: 'WhatsApp does not have this file any more' })
    : complaintOf(line, status, body)

const elsewhere = (): ChannelError =>
  new ChannelError(
    refusal('foreign_host', 'media_not_fetched', 'WhatsApp named an address that is not its own'),
  )
