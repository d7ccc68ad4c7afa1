import { addressOf, newIdempotencyKey } from '../api.ts'
import { currentLanguage } from '../i18n.ts'
import { ApiProblem, problemFrom } from './problem.ts'

export type UploadOptions = {
  /** 0 to 1, as the bytes leave. */
  onProgress?: ((share: number) => void) | undefined
  signal?: AbortSignal | undefined
}

/** For files people watch leaving: fetch cannot tell how far it is, XMLHttpRequest can. */
export function upload<T>(
  path: string,
  form: FormData,
  { onProgress, signal }: UploadOptions = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf(path))
    request.setRequestHeader('Accept', 'application/json, application/problem+json')
    request.setRequestHeader('Accept-Language', currentLanguage())
    request.setRequestHeader('Idempotency-Key', newIdempotencyKey())
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total)
    request.onload = () => settle<T>(request).then(resolve, reject)
    request.onerror = () => reject(new ApiProblem({ status: 0, code: 'offline' }))
    request.onabort = () => reject(signal?.reason ?? new DOMException('aborted', 'AbortError'))
    signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

async function settle<T>(request: XMLHttpRequest): Promise<T> {
  if (request.status >= 200 && request.status < 300) {
    return (request.responseText ? JSON.parse(request.responseText) : undefined) as T // checked by the server, as in api.ts
  }
  const headers = new Headers()
  for (const name of ['Content-Type', 'Retry-After']) {
    const value = request.getResponseHeader(name)
    if (value) headers.set(name, value)
  }
  throw await problemFrom(new Response(request.responseText, { status: request.status, headers }))
}
