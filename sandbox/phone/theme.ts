const systemIsDark = matchMedia('(prefers-color-scheme: dark)')

/** first-paint.ts has set it already; from here on it follows the system, and Prosa in another tab. */
export function followTheme(): void {
  systemIsDark.addEventListener('change', paint)
  addEventListener('storage', ({ key }) => key === 'prosa.theme' && paint())
  paint()
}

function paint(): void {
  let chosen: string | null = null
  try {
    chosen = localStorage.getItem('prosa.theme')
  } catch {
    // Blocked storage: the system decides.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && systemIsDark.matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', dark ? '#0d0c0f' : '#f6f4f0')
}
