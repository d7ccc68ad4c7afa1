import assert from 'node:assert/strict'
import { after } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import type { App, PersonName } from './app.ts'
import { chromiumLaunch, startBrowser } from './chromium.ts'

export type PageOptions = {
  app: App
  /** Already signed in as this person. */
  as?: PersonName
  locale?: 'pt-BR' | 'en-US'
  theme?: 'light' | 'dark'
  viewport?: { width: number; height: number }
}

let running: Promise<Browser> | undefined
const troubles = new WeakMap<Page, string[]>()

after(async () => (await running)?.close())

/** A browser of its own to whoever looks at the page: no cookies but the session's, nothing kept of another test. */
export async function openPage({
  app,
  as,
  locale = 'pt-BR',
  theme = 'light',
  viewport,
}: PageOptions): Promise<Page> {
  running ??= launch()
  const context = await (await running).newContext({
    baseURL: app.url,
    locale,
    colorScheme: theme,
    viewport: viewport ?? { width: 1280, height: 800 },
    timezoneId: 'America/Sao_Paulo',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(30_000)
  if (as) await context.addCookies(app.people[as].cookies.map((cookie) => ({ ...cookie, url: app.url })))
  const page = await context.newPage()
  collectTroubles(page)
  return page
}

/** Closes it, and fails if a script of the page failed or was refused by the content policy meanwhile. */
export async function closePage(page: Page): Promise<void> {
  await page.context().close()
  assert.deepEqual(troubles.get(page) ?? [], [], 'the page had troubles of its own')
}

/** The page as it is now, in light and in dark. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  await changeTheme(page, 'dark')
  // The themes differ in nothing else, and looking for everything twice took a quarter of all the tests' time.
  await expectAccessible(page, { rules: ['color-contrast'] })
  await changeTheme(page, 'light')
  await expectAccessible(page)
}

/** The page hears of it in a turn of its own; looked at before that, one half would be light and the other dark. */
async function changeTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme })
  await page.locator(`html[data-theme="${theme}"]`).waitFor()
}

type Look = { rules?: string[]; except?: string[] }

/** What depends on the width of the screen. */
export const rulesOfWidth = ['target-size', 'scrollable-region-focusable', 'label', 'button-name']

/** WCAG 2.2 AA, as far as a program can tell. */
export async function expectAccessible(page: Page, { rules, except = [] }: Look = {}): Promise<void> {
  await page.evaluate(untilStill)
  // No page of ours has frames; looking for them opens a page of its own each time.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  if (rules) axe.withRules(rules)
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).disableRules(except)
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, help, nodes }) =>
    [
      `${id}: ${help}`,
      ...nodes.map(
        ({ target, failureSummary }) => `  ${target.join(' ')}\n${failureSummary?.replace(/^/gm, '    ')}`,
      ),
    ].join('\n'),
  )
  if (found.length > 0) assert.fail(`${page.url()} is not accessible:\n${found.join('\n')}`)
}

// In the middle of a change of colours every contrast is wrong.
const untilStill = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))).then(() =>
  Promise.all(document.getAnimations()
    .filter((animation) => animation.effect?.getTiming().iterations !== Infinity)
    .map((animation) => animation.finished.catch(() => {}))))`

async function launch(): Promise<Browser> {
  try {
    return await startBrowser(await chromiumLaunch())
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`Chromium does not start (CHROME_PATH may name another one): ${reason}`, { cause: error })
  }
}

function collectTroubles(page: Page): void {
  const found: string[] = []
  troubles.set(page, found)
  // Said at once too: a test that waits in vain for a page that broke does not get as far as closing it.
  const note = (trouble: string) => {
    found.push(trouble)
    process.stderr.write(`${page.url()}: ${trouble}\n`)
  }
  page.on('pageerror', (error) => note(error.stack ?? error.message))
  page.on('console', (message) => {
    // An answer that is not 2xx is the server's business, and many tests want one.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      note(message.text())
  })
}
