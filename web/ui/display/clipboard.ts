/** The clipboard interface exists only on https and localhost; a self-hosted instance is often plain http in the shop. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text)
      return true
    }
    return copyBySelection(text)
  } catch {
    return copyBySelection(text)
  }
}

function copyBySelection(text: string): boolean {
  const box = document.createElement('textarea')
  box.value = text
  box.style.position = 'fixed'
  box.style.opacity = '0'
  const host = document.querySelector('[role=dialog]') ?? document.body
  host.append(box)
  box.select()
  const copied = document.execCommand('copy')
  box.remove()
  return copied
}
