import type { z } from 'zod'
import type { Answer, Outbound, RequestOptions } from '#platform/outbound/index.ts'
import type { ProviderError } from '../../channel.ts'
import { explainError } from '../errors.ts'
import { asChannelError, ChannelError, errorOfAnswer, refusal } from './failure.ts'

export type Access = { graphUrl: string; version: string; accessToken: string }
/** What every call needs. */
export type Line = { access: Access; outbound: Outbound }

export type Question = {
  method?: 'GET' | 'POST' | 'DELETE'
  path: readonly string[]
  query?: Record<string, string>
  json?: unknown
  /** What it means that Meta knows no such object, by the code that says so. */
  absent?: number
  options?: RequestOptions
}

const usual = { timeoutMs: 20_000, maxBytes: 1024 * 1024 }

/** Asks the Graph and reads the answer by the schema. Whatever goes wrong is a ChannelError. */
export async function ask<S extends z.ZodType>(
  line: Line,
  question: Question,
  schema: S,
): Promise<z.output<S>> {
  try {
    const answer = await request(line, question)
    if (answer.status < 200 || answer.status > 299)
      throw new ChannelError(complaintOf(line, answer.status, answer.text(), question.absent))
    return answer.json(schema)
  } catch (error) {
    throw asChannelError(error)
  }
}

export async function request(line: Line, { method, path, query, json, options }: Question): Promise<Answer> {
  const headers: Record<string, string> = { ...authorization(line.access), ...options?.headers }
  if (json !== undefined) headers['content-type'] = 'application/json'
  return line.outbound.request(addressOf(line.access, path, query), {
    ...usual,
    method: method ?? 'GET',
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...options,
    headers,
    // The address is configured, and may be a simulator on this machine.
    allowPrivate: true,
  })
}

export const complaintOf = (line: Line, status: number, body: string, absent?: number): ProviderError =>
  errorOfAnswer(status, body, { secret: line.access.accessToken, absent })

/** A token that no header can hold would be quoted by whoever refuses it. */
export function authorization({ accessToken }: Access): { authorization: string } {
  if (!/^[\x21-\x7e]+$/.test(accessToken))
    throw new ChannelError(explainError({ code: 190, title: 'This is not an access token' }))
  return { authorization: `Bearer ${accessToken}` }
}

function addressOf(
  { graphUrl, version }: Access,
  path: readonly string[],
  query: Record<string, string> = {},
): string {
  // Dots alone would lead out of the version's path.
  if (path.some((part) => !/\w/.test(part)))
    throw new ChannelError(refusal('bad_id', 'invalid_message', 'This is not an id of WhatsApp'))
  const parts = [version, ...path].map(encodeURIComponent)
  const questions = new URLSearchParams(query).toString()
  return `${graphUrl.replace(/\/+$/, '')}/${parts.join('/')}${questions && `?${questions}`}`
}
