import type { ThreadMessage } from '../../../api.ts'
import { h } from '../../dom/h.ts'
import { icon } from '../../dom/icons.ts'
import { say } from '../../language.ts'
import { state } from '../../state.ts'
import { length } from '../../text/days.ts'
import { markRead } from '../../wire/calls.ts'

const bars = 34
let playing: HTMLAudioElement | undefined

/** One sound at a time. The slider over the wave is what keyboards and screen readers get hold of. */
export function buildAudio(message: ThreadMessage, url: string, voice: boolean): HTMLElement {
  const audio = h('audio', { src: url, preload: 'metadata' })
  const slider = h('input', {
    type: 'range',
    class: 'seek',
    min: 0,
    max: 1000,
    value: 0,
    'aria-label': say('seek'),
  })
  const button = h('button', { type: 'button', class: 'play', 'aria-label': say('play') }, icon('play', 18))
  const clock = h('span', { class: 'clock' }, '0:00')
  const wave = drawWave(message.id)
  const show = () => {
    const { currentTime, paused } = audio
    const whole = Number.isFinite(audio.duration) ? audio.duration : 0
    const share = whole > 0 ? currentTime / whole : 0
    slider.value = String(Math.round(share * 1000))
    slider.setAttribute('aria-valuetext', `${length(currentTime)} / ${length(whole)}`)
    for (const [at, bar] of [...wave.children].entries()) bar.classList.toggle('on', at < share * bars)
    clock.textContent = length(paused && currentTime === 0 ? whole : currentTime)
    button.replaceChildren(icon(paused ? 'play' : 'pause', 18))
    button.setAttribute('aria-label', say(paused ? 'play' : 'pause'))
  }
  for (const event of ['loadedmetadata', 'timeupdate', 'play', 'pause', 'ended', 'durationchange'])
    audio.addEventListener(event, show)
  audio.addEventListener('loadedmetadata', () => void measure(audio).then(show))
  audio.addEventListener('error', () => {
    clock.textContent = say('mediaGone')
    button.disabled = slider.disabled = true
  })
  audio.addEventListener('ended', () => {
    audio.currentTime = 0
  })
  slider.addEventListener('input', () => {
    if (audio.duration > 0) audio.currentTime = (Number(slider.value) / 1000) * audio.duration
  })
  button.addEventListener('click', () => (audio.paused ? play(audio, message, voice) : audio.pause()))
  const mark = h('span', { class: 'sound-mark' }, icon(voice ? 'mic' : 'headphones', 14))
  return h(
    'div',
    { class: voice ? 'sound voice' : 'sound' },
    button,
    h('div', { class: 'wave-box' }, wave, slider),
    h('div', { class: 'sound-foot' }, clock, mark),
    audio,
  )
}

/** An Ogg says at its end how long it is: without a look there the browser knows no length. */
async function measure(audio: HTMLAudioElement): Promise<void> {
  if (audio.duration !== Number.POSITIVE_INFINITY) return
  const seeked = new Promise((resolve) => audio.addEventListener('seeked', resolve, { once: true }))
  audio.currentTime = 1e7
  await seeked
  audio.currentTime = 0
}

function play(audio: HTMLAudioElement, { id, direction }: ThreadMessage, voice: boolean): void {
  if (playing !== audio) playing?.pause()
  playing = audio
  // A sound that cannot be played says so by its `error`.
  void audio.play().catch(() => undefined)
  if (voice && direction === 'out') void markRead(state.chosen, state.number, id).catch(() => undefined)
}

/** Not the sound's own shape, which would have to be decoded, but always the same for the same message. */
function drawWave(id: string): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg')
  svg.setAttribute('viewBox', `0 0 ${bars * 5} 28`)
  svg.setAttribute('class', 'wave')
  svg.setAttribute('aria-hidden', 'true')
  let seed = [...id].reduce((sum, sign) => (sum * 33 + (sign.codePointAt(0) ?? 0)) % 99991, 7)
  for (let at = 0; at < bars; at++) {
    seed = (seed * 421 + 2311) % 99991
    const height = 4 + (seed % 20) * (0.55 + 0.45 * Math.sin((at / bars) * Math.PI))
    const bar = document.createElementNS(namespace, 'rect')
    const shape = { x: at * 5, y: 14 - height / 2, width: 3, height, rx: 1.5 }
    for (const [key, value] of Object.entries(shape)) bar.setAttribute(key, String(value))
    svg.append(bar)
  }
  return svg
}

const namespace = 'http://www.w3.org/2000/svg'
