// Runs before the first paint, so that nobody who works at night is flashed by a white page.
// A file of its own, because the content policy allows no inline script. The keys are those of app/theme.ts and app/i18n.ts.
;(() => {
  const page = document.documentElement
  let theme = null
  let language = null
  try {
    theme = localStorage.getItem('prosa.theme')
    language = localStorage.getItem('prosa.language')
  } catch {
    // Storage may be blocked; the system's preference is the answer then.
  }
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  page.dataset.theme = dark ? 'dark' : 'light'
  if (language) page.lang = language
})()
