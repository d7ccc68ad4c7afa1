import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type App, testApp } from '#test/app.ts'
import { closePage, openPage } from '#test/browser.ts'

let app: App
before(async () => {
  app = await testApp()
  for (const name of ['marcos', 'luisa'] as const)
    await app.as(name)('PATCH', '/api/me', { body: { welcomed: true } })
})
after(() => app.close())

const luisaIs = (page: Page, presence: string) =>
  page
    .getByRole('listitem')
    .filter({ hasText: 'Luísa Nunes' })
    .filter({ hasText: presence })
    .first()
    .waitFor()

async function homeOf(name: 'marcos' | 'luisa'): Promise<Page> {
  // Who was away a moment ago would come back as away.
  await app.as(name)('PUT', '/api/me/presence', { body: { presence: 'online' } })
  const page = await openPage({ app, as: name })
  await page.goto('/')
  await page.getByRole('radio', { name: 'Disponível', checked: true }).waitFor()
  return page
}

describe('what is told without being asked', () => {
  test('a colleague who comes, takes a break or goes is seen to do so', async () => {
    const marcos = await homeOf('marcos')
    const luisa = await homeOf('luisa')
    await luisaIs(marcos, 'Disponível')
    await luisa.getByRole('radio', { name: 'Ausente' }).check()
    await luisaIs(marcos, 'Ausente')
    await closePage(luisa)
    await closePage(marcos)
  })

  test('what happened while the connection was gone is caught up', async () => {
    const marcos = await homeOf('marcos')
    const luisa = await homeOf('luisa')
    await luisaIs(marcos, 'Disponível')
    await marcos.context().setOffline(true)
    await marcos.getByText('Sem conexão com a internet').waitFor()
    await luisa.getByRole('radio', { name: 'Ausente' }).check()
    await luisa.waitForLoadState('networkidle')
    // Asked for anew, the list would be right without any catching up.
    const asked: string[] = []
    marcos.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await marcos.context().setOffline(false)
    await luisaIs(marcos, 'Ausente')
    assert.ok(!asked.includes('/api/operators'), asked.join(' '))
    await closePage(luisa)
    await marcos.context().close()
  })

  test('who says that they are not available stays so on the next page', async () => {
    const luisa = await homeOf('luisa')
    await luisa.getByRole('radio', { name: 'Desconectado' }).check()
    await luisa.waitForLoadState('networkidle')
    await luisa.reload()
    await luisa.getByRole('radio', { name: 'Desconectado', checked: true }).waitFor()
    await luisa.getByRole('radio', { name: 'Disponível' }).check()
    await luisa.waitForLoadState('networkidle')
    await luisa.reload()
    await luisa.getByRole('radio', { name: 'Disponível', checked: true }).waitFor()
    await closePage(luisa)
  })
})
