import { field } from '../dom/controls.ts'
import { askFor } from '../dom/dialog.ts'
import { say } from '../language.ts'
import { readPhone } from '../text/people.ts'
import { sendAbout } from './send-about.ts'

export function openContactForm(): void {
  const name = field({ label: say('name'), required: true })
  const phone = field({ label: say('phone'), hint: say('phoneHint'), required: true, inputmode: 'tel' })
  askFor(
    { title: say('sendContact'), submit: say('send'), kind: 'sheet' },
    [name.root, phone.root],
    async () => {
      const formatted_name = name.input.value.trim()
      const digits = readPhone(phone.input.value)
      if (!formatted_name) name.complain(say('nameMissing'))
      else if (!digits) phone.complain(say('badPhone'))
      else {
        void sendAbout(formatted_name, { contacts: [contactOf(formatted_name, `+${digits}`)] })
        return true
      }
      return false
    },
  )
}

/** As a phone shares one: the number as people write it, and whose account it is. */
export const contactOf = (formatted_name: string, phone: string): Record<string, unknown> => ({
  name: { formatted_name, first_name: formatted_name.split(' ')[0] },
  phones: [{ phone, wa_id: phone.replace(/\D/g, ''), type: 'CELL' }],
})
