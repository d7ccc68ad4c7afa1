import { field } from '../dom/controls.ts'
import { askFor } from '../dom/dialog.ts'
import { h } from '../dom/h.ts'
import { icon } from '../dom/icons.ts'
import { tell } from '../dom/toast.ts'
import { say } from '../language.ts'
import { showBytes } from '../text/bytes.ts'
import type { Upload } from '../wire/calls.ts'
import { clearContext, context } from './context.ts'
import { sendDraft, sendFile } from './outbox.ts'
import { asPhonePhoto } from './photo.ts'

type Kind = Upload['kind']
const most = 100_000_000

/** Picked, pasted or dropped: shown before they are sent, with words to go along. */
export function takeFiles(files: File[], as?: Kind): void {
  const small = files.filter(({ size }) => size > 0 && size <= most).slice(0, 10)
  if (small.length < files.length) tell(say('filesLeftOut'), 'bad')
  if (small.length === 0) return
  const kinds = small.map((file) => as ?? kindOf(file.type))
  const caption = field({ label: say('caption') })
  const takesWords = kinds.some((kind) => kind !== 'audio' && kind !== 'sticker')
  const previews = h(
    'div',
    { class: 'previews' },
    ...small.map((file, at) => showFile(file, kinds[at] ?? 'document')),
  )
  askFor(
    { title: say('sendFiles'), submit: say('send'), kind: 'sheet' },
    [previews, ...(takesWords ? [caption.root] : [])],
    async () => {
      const words = caption.input.value.trim()
      void sendAll(small, kinds, words)
      return true
    },
  )
}

/** One after the other, so that they arrive in the order in which they were chosen. */
async function sendAll(files: File[], kinds: Kind[], caption: string): Promise<void> {
  const { reply, ad, forwarded } = context()
  const about = { ...(reply && { replyTo: reply.id }), ...(forwarded && { forwarded }) }
  clearContext()
  for (const [at, file] of files.entries()) {
    const kind = kinds[at] ?? 'document'
    const words = at === 0 && kind !== 'audio' && kind !== 'sticker' ? caption : ''
    const ready = kind === 'image' ? await asPhonePhoto(file) : file
    const draft = { kind, file: ready, name: file.name, ...(words && { caption: words }), ...about }
    if (ad && at === 0) await sendWithAd(draft)
    else await sendFile(words || file.name, draft)
  }
}

/** What came from an advertisement goes as JSON, where there is room for it. */
async function sendWithAd({ kind, file, name, caption }: Upload): Promise<void> {
  const content = {
    base64: await base64(file),
    mimeType: file.type,
    filename: name,
    ...(caption && { caption }),
  }
  await sendDraft(caption ?? name, { [kind]: content, referral: true })
}

const base64 = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1] ?? ''))
    reader.addEventListener('error', () => reject(reader.error))
    reader.readAsDataURL(file)
  })

function kindOf(mime: string): Kind {
  if (/^image\/(?!svg)/.test(mime)) return 'image'
  if (/^video\//.test(mime)) return 'video'
  return /^audio\//.test(mime) ? 'audio' : 'document'
}

/** Drawn instead of loaded: the content policy allows nothing from outside of this server, not even from memory. */
function showFile(file: File, kind: Kind): HTMLElement {
  const row = h(
    'div',
    { class: 'paper' },
    h(
      'span',
      { class: 'paper-icon' },
      icon(kind === 'image' || kind === 'video' ? kind : kind === 'audio' ? 'headphones' : 'file'),
    ),
    h('span', { class: 'paper-words' }, h('b', {}, file.name), h('small', {}, showBytes(file.size))),
  )
  if (kind === 'image' || kind === 'sticker')
    void draw(file).then((canvas) => canvas && row.replaceWith(canvas))
  return row
}

async function draw(file: File): Promise<HTMLCanvasElement | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (!bitmap) return undefined
  const scale = Math.min(1, 640 / bitmap.width, 640 / bitmap.height)
  const canvas = h('canvas', { class: 'preview', role: 'img', 'aria-label': file.name })
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}
