import type { Kind } from './media.ts'

// What is told apart only by its name: the old formats of Office are one by their content.
const byExtension: Record<string, Record<string, string>> = {
  'application/x-cfb': {
    doc: 'application/msword',
    xls: 'application/vnd.ms-excel',
    ppt: 'application/vnd.ms-powerpoint',
  },
}

// One thing by several names.
const usualName: Record<string, string> = {
  'audio/x-m4a': 'audio/mp4',
  'application/ogg': 'audio/ogg',
  'video/x-m4v': 'video/mp4',
}

/** The type by its content, under the name that channels know it by. */
export function typeOf(sniffed: string, name: string | null): string {
  const extension = /\.([^.]+)$/.exec(name ?? '')?.[1]?.toLowerCase() ?? ''
  return byExtension[sniffed]?.[extension] ?? usualName[sniffed] ?? sniffed
}

/** What a file is sent as, where nobody said. */
export function kindOf(type: string): Kind {
  const family = type.split('/', 1)[0]
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document'
}

/** What a browser may show by itself; everything else is only to be saved. */
const shown = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'video/mp4',
  'video/3gpp',
  'video/webm',
  'audio/aac',
  'audio/amr',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
])

export const isShown = (type: string): boolean => shown.has(type)
