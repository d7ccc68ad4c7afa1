export type KeptSheet = { heading: string; lines: readonly string[] }

export function download(name: string, { heading, lines }: KeptSheet): void {
  // CR LF: the one ending that every text editor on every computer shows as lines.
  const file = new Blob([`${[heading, ...lines].join('\r\n')}\r\n`], { type: 'text/plain;charset=utf-8' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** On a page of its own, so that the printer gets the sheet and not the screen around it. */
export function print({ heading, lines }: KeptSheet): void {
  const frame = document.createElement('iframe')
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0'
  frame.setAttribute('aria-hidden', 'true')
  document.body.append(frame)
  const page = frame.contentDocument
  if (!page) return
  const title = page.createElement('h1')
  title.textContent = heading
  title.style.cssText = 'font:600 18px system-ui'
  const text = page.createElement('pre')
  text.textContent = lines.join('\n')
  text.style.cssText = 'font:15px/1.7 ui-monospace,monospace'
  page.body.append(title, text)
  frame.contentWindow?.addEventListener('afterprint', () => frame.remove())
  frame.contentWindow?.print()
}
