import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'
import { closePage, expectAccessibleInBothThemes, openPage } from '#test/browser.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app.close())

describe('keys and what they leave behind', () => {
  test('a key is shown once, works, and works no more when it is revoked', async () => {
    const page = await openPage({ app, as: 'ana' })
    await page.goto('/settings/api-keys/new')
    const sheet = page.getByRole('dialog', { name: 'Criar chave de API' })
    await sheet.getByLabel('Nome').fill('ERP da clínica')
    await sheet.getByText('Somente leitura').click()
    await expectAccessibleInBothThemes(page)
    await sheet.getByRole('button', { name: 'Criar chave' }).click()
    const ready = page.getByRole('dialog', { name: 'Chave criada' })
    const key = /prosa_\w+/.exec(await ready.innerText())?.[0] ?? ''
    await expectAccessibleInBothThemes(page)
    const ask = () => app.request('GET', '/api/operators', { headers: { 'x-api-key': key } })
    assert.equal((await ask()).status, 200)

    await ready.getByRole('button', { name: 'Já guardei a chave' }).click()
    await page.reload()
    await page.getByText('ERP da clínica').first().waitFor()
    assert.ok(!(await page.content()).includes(key))
    await expectAccessibleInBothThemes(page)

    await page.getByText('ERP da clínica').first().click()
    await page.getByRole('button', { name: 'Revogar' }).click()
    await page.getByRole('button', { name: 'Revogar chave' }).click()
    await page.getByText('Chave “ERP da clínica” revogada').waitFor()
    assert.equal((await ask()).status, 401)
    await closePage(page)
  })

  test('the audit log tells who created and revoked it, to those who may read it', async () => {
    const page = await openPage({ app, as: 'marcos' })
    await page.goto('/settings/audit')
    const entries = page.getByRole('main')
    await entries.getByText('ERP da clínica').first().waitFor()
    await expectAccessibleInBothThemes(page)
    await closePage(page)

    const other = await openPage({ app, as: 'luisa' })
    await other.goto('/settings/audit')
    await other.getByRole('main').waitFor()
    await other.waitForLoadState('networkidle')
    assert.ok(!(await other.content()).includes('ERP da clínica'))
    await closePage(other)
  })
})
