import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type App, testApp } from '#test/app.ts'
import {
  closePage,
  expectAccessible,
  expectAccessibleInBothThemes,
  openPage,
  rulesOfWidth,
} from '#test/browser.ts'

const usual = { width: 1280, height: 800 }
let app: App
before(async () => {
  app = await testApp()
})
after(() => app.close())

// Found by following the links, so that a page which is added is looked at without anybody thinking of it.
async function pagesOf(page: Page): Promise<string[]> {
  const found = new Set<string>()
  for (const start of ['/', '/settings']) {
    await settled(page, start)
    const hrefs = await page
      .locator('a[href^="/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    for (const href of hrefs) if (!/^\/(docs|api)\b/.test(href)) found.add(href.replace(/[?#].*/, ''))
  }
  return [...found]
}

async function settled(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading').first().waitFor()
  await page.waitForLoadState('networkidle')
}

describe('every page that somebody can get to', () => {
  test('is accessible to who may see everything, in both themes, and fits a screen of 360 pixels', async () => {
    const page = await openPage({ app, as: 'ana' })
    const pages = await pagesOf(page)
    assert.ok(pages.length >= 4, `only ${pages.join(' ')}`)
    for (const path of pages) {
      await page.setViewportSize(usual)
      await settled(page, path)
      await expectAccessibleInBothThemes(page)
      await page.setViewportSize({ width: 360, height: 740 })
      await expectAccessible(page, { rules: rulesOfWidth })
      const width = await page.evaluate<number>('document.documentElement.scrollWidth')
      assert.ok(width <= 360, `${path} is ${width} pixels wide`)
    }
    await closePage(page)
  })

  test('is accessible to who may see less', async () => {
    const page = await openPage({ app, as: 'luisa' })
    for (const path of await pagesOf(page)) {
      await settled(page, path)
      // The colours are those of the test above.
      await expectAccessible(page, { except: ['color-contrast'] })
    }
    await closePage(page)
  })
})
