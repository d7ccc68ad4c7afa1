import { h } from '../dom/h.ts'
import { closePopover, openPopover } from '../dom/popover.ts'
import { say } from '../language.ts'

export const quickReactions = ['👍', '❤️', '😂', '😮', '😢', '🙏']

const columns = 8
const emoji =
  '😀 😁 😂 🤣 😊 😍 😘 😎 🤔 😅 😉 🙄 😢 😭 😡 😱 🥰 🤗 😴 🤒 🤩 🥳 😬 😇 👍 👎 👏 🙏 💪 🤝 👋 ✌️ 👌 🤞 🫶 💜 ❤️ 💔 🔥 ✨ 🎉 🎂 ☕ 🌹 ✅ ❌ ⏰ 📍 💰 📷 🩺 🦷 💇 🏥 🚗 🏠'.split(
    ' ',
  )

export function openEmoji(anchor: Element, pick: (emoji: string) => void): void {
  const stops = emoji.map((each) => {
    const button = h('button', { type: 'button', class: 'emoji', tabindex: -1 }, each)
    button.addEventListener('click', () => {
      closePopover?.()
      pick(each)
    })
    return button
  })
  const root = h('div', { class: 'menu emoji-grid', role: 'group', 'aria-label': say('emoji') }, ...stops)
  openPopover(anchor, root, { stops, columns })
}
