export const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** "j", "?", "mod+k", "escape"; nothing for a modifier alone or a combination that is the browser's. */
export function strokeOf(event: KeyboardEvent): string | null {
  const { key } = event
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Process'].includes(key) || event.isComposing)
    return null
  // On Brazilian keyboards AltGr writes / and ?, and arrives as Ctrl+Alt.
  const written = event.getModifierState('AltGraph')
  const mod = isMac ? event.metaKey : event.ctrlKey && !written
  const foreign = isMac ? event.ctrlKey || event.altKey : event.metaKey || (event.altKey && !written)
  if (foreign) return null
  const name = key === ' ' ? 'space' : key.toLowerCase()
  const shift = event.shiftKey && (mod || key.length > 1) ? 'shift+' : ''
  return `${mod ? 'mod+' : ''}${shift}${name}`
}

export function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('textarea, select, [role=combobox], [role=textbox]'))
    return true
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)
  )
}

/** An open dialog or menu has its own keys. */
export const hasOverlay = () =>
  document.querySelector(
    '[role=dialog][data-state=open], [role=alertdialog][data-state=open], [role=menu]',
  ) !== null

/** A sequence that leads nowhere may still be the start of another. */
export const cutShort = (stroke: string, shortcuts: readonly { keys: string }[]) =>
  shortcuts.some(({ keys }) => keys.startsWith(`${stroke} `)) ? [stroke] : []

/** As printed on the keys: "Ctrl", "⌘", "Esc". */
export const keyLabels = (keys: string): string[][] =>
  keys
    .split(' ')
    .map((stroke) =>
      stroke.split('+').map((key) => printed[key] ?? (key.length === 1 ? key.toUpperCase() : capital(key))),
    )

const printed: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: '⇧',
  escape: 'Esc',
  enter: '↵',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
}

const capital = (key: string) => key.charAt(0).toUpperCase() + key.slice(1)
