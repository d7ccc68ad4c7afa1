import { h } from '../dom/h.ts'
import { openMenu } from '../dom/menu.ts'
import { say } from '../language.ts'
import { openContactForm } from './contact-form.ts'
import { changeContext, context } from './context.ts'
import { takeFiles } from './files.ts'
import { openPlaceForm } from './place-form.ts'

export function openAttachMenu(anchor: Element): void {
  const { ad, forwarded } = context()
  openMenu(anchor, say('attach'), [
    { label: say('photoOrVideo'), icon: 'image', run: () => pickFiles('image/*,video/*') },
    { label: say('document'), icon: 'file', run: () => pickFiles('', 'document') },
    { label: say('audioFile'), icon: 'headphones', run: () => pickFiles('audio/*') },
    { label: say('sticker'), icon: 'sticker', run: () => pickFiles('image/webp', 'sticker') },
    { label: say('location'), icon: 'pin', run: openPlaceForm },
    { label: say('contact'), icon: 'contact', run: openContactForm },
    { label: say('fromAd'), checked: ad, run: () => changeContext({ ad: !ad }) },
    { label: say('asForwarded'), checked: forwarded, run: () => changeContext({ forwarded: !forwarded }) },
  ])
}

function pickFiles(accept: string, as?: 'document' | 'sticker'): void {
  const input = h('input', { type: 'file', accept, multiple: as !== 'sticker' })
  input.addEventListener('change', () => takeFiles([...(input.files ?? [])], as))
  input.click()
}
