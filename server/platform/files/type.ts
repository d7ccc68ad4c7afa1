import { open } from 'node:fs/promises'

export type FileType = { type: string; extension: string }

const unknown: FileType = { type: 'application/octet-stream', extension: 'bin' }
const plain: FileType = { type: 'text/plain', extension: 'txt' }

/** Types a browser would run or draw with scripts in it: they are served as what cannot be run. */
const active =
  /^(text\/html|image\/svg\+xml|application\/(xhtml\+xml|xml|javascript))$|^text\/(xml|javascript)$/

/** What a file is by its content. What it is called, or was said to be, never matters. */
export async function sniff(path: string): Promise<FileType> {
  // Loaded with the first file: it knows hundreds of formats.
  const { fileTypeFromFile } = await import('file-type')
  // A damaged file may make it fail: then it is of no known type.
  const found = await fileTypeFromFile(path).catch(() => undefined)
  if (found && !active.test(found.mime))
    return { type: found.mime.split(';')[0] ?? found.mime, extension: found.ext }
  return (await beginsAsText(path)) ? plain : unknown
}

const sample = 4096

async function beginsAsText(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sample), 0, sample, 0)
    return bytesRead > 0 && isText(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

function isText(bytes: Buffer): boolean {
  // A character may be cut at the end of the sample: `stream` lets that pass.
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    return !hasControls(decoder.decode(bytes, { stream: true }))
  } catch {
    // Latin-1 or Windows-1252, in which no byte is impossible: then the control characters decide alone.
    return !hasControls(bytes.toString('latin1'))
  }
}

const hasControls = (text: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)
