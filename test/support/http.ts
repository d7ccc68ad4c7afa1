import type { PersonName } from './people.ts'

/** JSON that a test looks into without saying beforehand what it is; what is not there is undefined. */
export interface Answer {
  [key: string]: Answer
}

export type AskOptions = {
  as?: PersonName
  body?: unknown
  form?: Record<string, string>
  /** Sent as a browser sends it from a form: as the part `file` of multipart/form-data. */
  file?: File
  headers?: Record<string, string>
}
export type Reply<T> = { status: number; body: T; text: string; headers: Headers }
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'HEAD'
export type Ask = <T = Answer>(method: Method, path: string, options?: AskOptions) => Promise<Reply<T>>

/** Real HTTP. A signed-in person is a browser on one of our own pages; nobody is a program without credentials. */
export function asker(url: string, cookieOf: (name: PersonName) => string): Ask {
  return async <T>(method: Method, path: string, { as, body, form, file, headers = {} }: AskOptions = {}) => {
    const json = body === undefined ? undefined : JSON.stringify(body)
    const response = await fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      body: file ? formWith(file) : form ? new URLSearchParams(form) : (json ?? null),
      signal: AbortSignal.timeout(30_000),
      headers: {
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...(as && { cookie: cookieOf(as), origin: url }),
        ...headers,
      },
    })
    const text = await response.text()
    // The test says what it expects, and fails when it is something else.
    return {
      status: response.status,
      body: parsed(text, response.headers) as T,
      text,
      headers: response.headers,
    }
  }
}

function formWith(file: File): FormData {
  const form = new FormData()
  form.append('file', file)
  return form
}

function parsed(text: string, headers: Headers): unknown {
  if (!/json/.test(headers.get('content-type') ?? '')) return text
  return text === '' ? undefined : JSON.parse(text)
}
