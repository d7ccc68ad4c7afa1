import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'
import { closePage, expectAccessibleInBothThemes, openPage } from '#test/browser.ts'

let app: App
before(async () => {
  app = await testApp({ worker: true })
})
after(() => app.close())

describe('signing in', () => {
  test('a stranger is asked to sign in, and then is where they wanted to be', async () => {
    const page = await openPage({ app })
    await page.goto('/settings')
    await page.getByRole('heading', { name: 'Entrar' }).waitFor()
    await expectAccessibleInBothThemes(page)
    await page.getByLabel('E-mail').fill(app.people.luisa.email)
    await page.getByLabel('Senha', { exact: true }).fill('não é esta')
    await page.getByRole('button', { name: 'Entrar' }).click()
    await page.getByRole('alert').waitFor()
    await expectAccessibleInBothThemes(page)
    await page.getByLabel('Senha', { exact: true }).fill(app.people.luisa.password)
    await page.getByRole('button', { name: 'Entrar' }).click()
    await page.waitForURL('**/settings**')
    await closePage(page)
  })

  test('who reads English is asked in English', async () => {
    const page = await openPage({ app, locale: 'en-US' })
    await page.goto('/')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    assert.equal(await page.getByText('Senha').count(), 0)
    await closePage(page)
  })

  test('who forgot the password gets a link by mail and chooses another', async () => {
    const page = await openPage({ app })
    await page.goto('/forgot-password')
    await expectAccessibleInBothThemes(page)
    await page.getByLabel('E-mail').fill(app.people.davi.email)
    await page.getByRole('button', { name: 'Pedir link' }).click()
    await page.getByText('Confira seu e-mail').waitFor()
    await app.idle()
    const mail = app.mailbox.find(({ to }) => to.includes(app.people.davi.email))
    // The port is the one that it was told to listen on: here any.
    const [, path = ''] = /http:\/\/[^/]+(\/\S+#\S+)/.exec(mail?.text ?? '') ?? []
    await page.goto(path)
    await page.getByRole('heading', { name: 'Crie outra senha' }).waitFor()
    await expectAccessibleInBothThemes(page)
    await page.getByLabel('Nova senha', { exact: true }).fill('outra senha bem comprida 7')
    await page.getByRole('button', { name: 'Salvar senha' }).click()
    await page.getByLabel('Senha', { exact: true }).fill('outra senha bem comprida 7')
    await page.getByRole('button', { name: 'Entrar' }).click()
    await page.waitForURL(`${app.url}/`)
    await closePage(page)
  })
})
