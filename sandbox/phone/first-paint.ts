// A plain script that runs before the first paint, so that nobody who works at night is flashed by a white page.
// theme.ts follows what changes later.
;(() => {
  const page = document.documentElement
  let theme: string | null = null
  try {
    theme = localStorage.getItem('prosa.theme')
  } catch {
    // Blocked storage: the system's preference is the answer then.
  }
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  page.dataset.theme = dark ? 'dark' : 'light'
})()
