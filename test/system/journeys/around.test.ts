import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type App, testApp } from '#test/app.ts'
import { closePage, expectAccessible, expectAccessibleInBothThemes, openPage } from '#test/browser.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app.close())

const theme = (page: Page) => page.locator('html').getAttribute('data-theme')
const language = (page: Page) => page.locator('html').getAttribute('lang')

describe('finding one’s way', () => {
  test('who is new is welcomed with first steps, until they have had enough of them', async () => {
    const page = await openPage({ app, as: 'ana' })
    await page.goto('/')
    await page.getByRole('heading', { name: /Boas-vindas ao Prosa/ }).waitFor()
    await expectAccessibleInBothThemes(page)
    await page.getByRole('link', { name: 'Trocar senha' }).click()
    await page.getByRole('dialog', { name: 'Trocar senha' }).waitFor()
    await page.goBack()
    await page.getByRole('button', { name: /Dispensar o guia|Concluir o guia/ }).click()
    await page.getByRole('heading', { name: /Bom dia|Boa tarde|Boa noite/ }).waitFor()
    await expectAccessibleInBothThemes(page)
    await page.reload()
    await page.getByRole('heading', { name: /Bom dia|Boa tarde|Boa noite/ }).waitFor()
    await closePage(page)
  })

  test('the palette opens by keyboard and leads somewhere', async () => {
    const page = await openPage({ app, as: 'marcos' })
    await page.goto('/')
    await page.getByRole('main').waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    const palette = page.getByRole('dialog', { name: 'Comandos' })
    await palette.waitFor()
    await expectAccessible(page)
    await page.keyboard.type('config')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/settings**')
    await palette.waitFor({ state: 'hidden' })
    await closePage(page)
  })

  test('theme and language are chosen once, and hold on the next computer', async () => {
    const page = await openPage({ app, as: 'luisa' })
    await page.goto('/')
    await page.getByRole('main').waitFor()
    assert.deepEqual([await theme(page), await language(page)], ['light', 'pt-BR'])
    for (const command of ['Tema: Escuro', 'Idioma: English']) {
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('option', { name: command }).click()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
    await page.getByRole('link', { name: 'Settings' }).first().waitFor()
    assert.deepEqual([await theme(page), await language(page)], ['dark', 'en'])
    await expectAccessible(page)
    const elsewhere = await openPage({ app, as: 'luisa' })
    await elsewhere.goto('/')
    await elsewhere.getByRole('link', { name: 'Settings' }).first().waitFor()
    assert.deepEqual([await theme(elsewhere), await language(elsewhere)], ['dark', 'en'])
    await closePage(elsewhere)
    // Signing in where the browser speaks Portuguese does not take back what was chosen.
    const stranger = await openPage({ app })
    await stranger.goto('/sign-in')
    await stranger.getByLabel('E-mail').fill(app.people.luisa.email)
    await stranger.getByLabel('Senha', { exact: true }).fill(app.people.luisa.password)
    await stranger.getByRole('button', { name: 'Entrar' }).click()
    await stranger.getByRole('link', { name: 'Settings' }).first().waitFor()
    assert.equal(await language(stranger), 'en')
    await closePage(stranger)
    await closePage(page)
  })

  test('an address that does not exist says so and shows the way back', async () => {
    const page = await openPage({ app, as: 'davi' })
    await page.goto('/nowhere')
    await page.getByText('Esta página não existe').waitFor()
    await expectAccessibleInBothThemes(page)
    await page.getByRole('link', { name: 'Ir para o início' }).click()
    await page.waitForURL(`${app.url}/`)
    await closePage(page)
  })
})
