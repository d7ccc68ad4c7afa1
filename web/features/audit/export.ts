import { useEffect, useRef, useState } from 'react'
import { ApiProblem, addressOf } from '../../app/api.ts'
import { problemFrom } from '../../app/http/problem.ts'
import { currentLanguage } from '../../app/i18n.ts'
import type { ListQuery } from '../../app/pieces/pages.ts'

export type FileFormat = 'csv' | 'jsonl'
type Outcome = { onDone: () => void; onFailed: (error: unknown) => void }

/**
 * Fetched rather than followed as a link: a refusal can be told, the size so far shown, and the whole thing cancelled.
 */
export function useExport({ onDone, onFailed }: Outcome) {
  const [received, setReceived] = useState<number | null>(null)
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])

  const start = async (query: ListQuery, format: FileFormat) => {
    const stop = new AbortController()
    running.current = stop
    setReceived(0)
    try {
      save(await take({ ...query, format }, setReceived, stop.signal), format)
      onDone()
    } catch (error) {
      if (!stop.signal.aborted) onFailed(error)
    } finally {
      setReceived(null)
    }
  }
  return {
    /** Bytes so far; null while nothing is exported. */
    received,
    start: (query: ListQuery, format: FileFormat) => void start(query, format),
    cancel: () => running.current?.abort(),
  }
}

async function take(query: ListQuery, say: (bytes: number) => void, signal: AbortSignal): Promise<Blob> {
  const response = await ask(query, signal)
  if (!response.ok || !response.body) throw await problemFrom(response)
  const parts: Blob[] = []
  let bytes = 0
  try {
    for await (const chunk of chunks(response.body)) {
      // As blobs the browser may keep them on disk: a long log need not fit into the memory of a small laptop.
      parts.push(new Blob([chunk]))
      bytes += chunk.byteLength
      say(bytes)
    }
  } catch (cause) {
    if (signal.aborted) throw cause
    throw new ApiProblem({ status: 0, code: 'offline' }, { cause })
  }
  return new Blob(parts, { type: response.headers.get('Content-Type') ?? '' })
}

async function ask(query: ListQuery, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(addressOf('/audit/export', query), {
      credentials: 'same-origin',
      headers: { 'Accept-Language': currentLanguage() },
      signal,
    })
  } catch (cause) {
    if (signal.aborted) throw cause
    throw new ApiProblem({ status: 0, code: 'offline' }, { cause })
  }
}

// Streams can be iterated everywhere but in Safari.
async function* chunks(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

function save(file: Blob, format: FileFormat): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = `prosa-audit-${new Date().toISOString().slice(0, 10)}.${format}`
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
