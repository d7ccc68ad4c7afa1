import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { type App, testApp } from '#test/app.ts'
import { closePage, expectAccessibleInBothThemes, openPage } from '#test/browser.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app.close())

async function signIn(page: Page, name: 'luisa' | 'davi'): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(app.people[name].email)
  await page.getByLabel('Senha', { exact: true }).fill(app.people[name].password)
  await page.getByRole('button', { name: 'Entrar' }).click()
}

describe('the own account', () => {
  test('a second factor is set up with an app, asked for at the door, and replaced by a recovery code', async () => {
    const page = await openPage({ app, as: 'luisa' })
    await page.goto('/settings/security')
    await page.getByRole('link', { name: 'Ativar' }).click()
    await page.getByLabel('Sua senha').fill(app.people.luisa.password)
    await page.getByRole('button', { name: 'Continuar' }).click()
    await page.getByText('Digitar a chave em vez de escanear').click()
    await expectAccessibleInBothThemes(page)
    // What a phone would read from the picture.
    const uri = await page.locator('a[href^="otpauth:"]').getAttribute('href')
    const secret = new URL(uri ?? '').searchParams.get('secret') ?? ''
    const code = (ahead = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + ahead * 30_000 })
    // The sixth digit is enough; nothing has to be pressed.
    await page.getByLabel('Código de 6 dígitos').fill(code())
    await page.getByRole('heading', { name: 'Guarde os códigos de recuperação' }).waitFor()
    await expectAccessibleInBothThemes(page)
    const recovery = /[a-z0-9]{5}-[a-z0-9]{5}/.exec(await page.getByRole('main').innerText())?.[0] ?? ''
    assert.ok(recovery)

    const elsewhere = await openPage({ app })
    await signIn(elsewhere, 'luisa')
    await elsewhere.getByRole('heading', { name: 'Confirme que é você' }).waitFor()
    await expectAccessibleInBothThemes(elsewhere)
    // The next one: the code of a moment ago opens nothing a second time.
    await elsewhere.getByLabel('Código de 6 dígitos').fill(code(1))
    await elsewhere.waitForURL(`${app.url}/`)
    await closePage(elsewhere)

    const lost = await openPage({ app })
    await signIn(lost, 'luisa')
    await lost.getByRole('button', { name: 'Usar um código de recuperação' }).click()
    await lost.getByLabel('Código de recuperação').fill(recovery)
    await lost.getByRole('button', { name: 'Confirmar' }).click()
    await lost.waitForURL(`${app.url}/`)
    await closePage(lost)
    await closePage(page)
  })

  test('a session that is ended from elsewhere is over at once, wherever it is open', async () => {
    const here = await openPage({ app, as: 'davi' })
    const there = await openPage({ app })
    await signIn(there, 'davi')
    await there.waitForURL(`${app.url}/`)
    await here.goto('/settings/security')
    await here.getByRole('button', { name: 'Encerrar as outras' }).click()
    await here.getByRole('dialog').getByRole('button', { name: 'Encerrar as outras' }).click()
    await here.getByText('As outras sessões foram encerradas').waitFor()
    await there.getByRole('heading', { name: 'Entrar' }).waitFor()
    await here.reload()
    await here.getByText('Sua conta só está aberta aqui.').waitFor()
    await closePage(there)
    await closePage(here)
  })
})
