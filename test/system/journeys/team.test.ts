import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'
import { closePage, expectAccessibleInBothThemes, openPage } from '#test/browser.ts'

let app: App
before(async () => {
  app = await testApp({ worker: true })
})
after(() => app.close())

describe('the team', () => {
  test('somebody is invited, comes in by the link in the mail, and is one of the team', async () => {
    const page = await openPage({ app, as: 'ana' })
    await page.goto('/settings/team')
    await page.getByRole('button', { name: 'Convidar pessoa' }).click()
    const sheet = page.getByRole('dialog', { name: 'Convidar pessoa' })
    await sheet.getByLabel('Nome').fill('Rui Teixeira')
    await sheet.getByLabel('E-mail').fill('rui@clinica.com.br')
    await expectAccessibleInBothThemes(page)
    await sheet.getByRole('button', { name: 'Convidar', exact: true }).click()
    await page.getByText('Enviamos o convite para rui@clinica.com.br').waitFor()
    await expectAccessibleInBothThemes(page)
    // Shown this once: a slip does not lose it.
    await page.keyboard.press('Escape')
    await page.getByText('Fechar sem o link?').waitFor()
    await expectAccessibleInBothThemes(page)
    await page.getByRole('button', { name: 'Fechar mesmo assim' }).click()
    const waiting = page.getByRole('row', { name: /Rui Teixeira/ }).getByText('Convite pendente')
    await waiting.waitFor()

    await app.idle()
    const mail = app.mailbox.find(({ to }) => to.includes('rui@clinica.com.br'))
    const [, path = ''] = /http:\/\/[^/]+(\/\S+#\S+)/.exec(mail?.text ?? '') ?? []
    const guest = await openPage({ app })
    await guest.goto(path)
    await guest.getByRole('heading', { name: /Boas-vindas, Rui/ }).waitFor()
    await expectAccessibleInBothThemes(guest)
    await guest.getByLabel('Nova senha', { exact: true }).fill('nove barcos no mar calmo')
    await guest.getByRole('button', { name: 'Criar senha e entrar' }).click()
    await guest.getByRole('heading', { name: /Boas-vindas ao Prosa, Rui/ }).waitFor()
    await closePage(guest)

    // Told live: the page was open all the while.
    await waiting.waitFor({ state: 'hidden' })
    await page.getByText('Rui Teixeira').first().waitFor()
    await expectAccessibleInBothThemes(page)
    await closePage(page)
  })

  test('who only attends sees the team and nothing to change it with', async () => {
    const page = await openPage({ app, as: 'luisa' })
    await page.goto('/settings/team')
    await page.getByText(app.people.davi.name).first().waitFor()
    await page.waitForLoadState('networkidle')
    assert.equal(await page.getByRole('button', { name: 'Convidar pessoa' }).count(), 0)
    await expectAccessibleInBothThemes(page)
    await closePage(page)
  })
})
