import { iconButton } from '../../dom/controls.ts'
import { fill, h } from '../../dom/h.ts'
import { icon } from '../../dom/icons.ts'
import { tell } from '../../dom/toast.ts'
import { say } from '../../language.ts'
import { chatKey } from '../../state.ts'
import { length } from '../../text/days.ts'
import { clearContext, context } from '../context.ts'
import { sendFile } from '../outbox.ts'
import { longest, type Recording, record } from './record.ts'

/** In the place of the field while somebody speaks; through when it was sent or thrown away. */
export async function startRecording(place: HTMLElement): Promise<void> {
  const recording = await record()
  const send = await untilDecided(place, recording)
  fill(place)
  if (!send) return recording.cancel()
  const { reply, forwarded } = context()
  clearContext()
  const file = await recording.stop().catch(() => undefined)
  if (!file) return tell(say('voiceFailed'), 'bad')
  const about = { ...(reply && { replyTo: reply.id }), ...(forwarded && { forwarded }) }
  void sendFile(say('voiceNote'), { kind: 'audio', file, name: 'voz.ogg', voice: true, ...about })
}

function untilDecided(place: HTMLElement, { synthetic }: Recording): Promise<boolean> {
  const begun = performance.now()
  const chat = chatKey()
  const clock = h('span', { class: 'clock', role: 'timer' }, '0:00')
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const ticking = setInterval(() => {
    const passed = performance.now() - begun
    clock.textContent = length(passed / 1000)
    if (passed > longest) resolve(true)
    // What was said was meant for the chat in which it was begun.
    if (chatKey() !== chat) resolve(false)
  }, 250)
  const go = h(
    'button',
    { type: 'button', class: 'go', 'aria-label': say('sendVoice'), title: say('sendVoice') },
    icon('send'),
  )
  go.addEventListener('click', () => resolve(true))
  const panel = h(
    'div',
    { class: 'recording', role: 'group', 'aria-label': say('recording') },
    iconButton(say('throwAway'), 'trash', () => resolve(false)),
    h('span', { class: 'red-dot', 'aria-hidden': 'true' }),
    clock,
    h('span', { class: 'recording-words' }, say(synthetic ? 'noMicrophone' : 'recording')),
    go,
  )
  panel.addEventListener('keydown', ({ key }) => key === 'Escape' && resolve(false))
  fill(place, panel)
  go.focus()
  return promise.finally(() => clearInterval(ticking))
}
