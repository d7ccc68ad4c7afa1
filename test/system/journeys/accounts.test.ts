import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Account } from '#contract/accounts.ts'
import type { Page } from '#contract/common.ts'
import type { ParkedItem } from '#contract/parked.ts'
import { closePage, expectAccessibleInBothThemes, openPage } from '#test/browser.ts'
import { until } from '#test/program.ts'
import { type Spine, spineApp } from '#test/spine.ts'

let spine: Spine
before(async () => {
  // Nothing of the outside is known: somebody has to say it.
  spine = await spineApp({ env: { WHATSAPP_ACCESS_TOKEN: '', WHATSAPP_PHONE_NUMBER_ID: '' } })
})
after(() => spine?.close())

const ask = <T>(path: string) => spine.app.as('ana')<T>('GET', `/api${path}`)
const accounts = async () => (await ask<Page<Account>>('/accounts')).body.data

describe('accounts and numbers', () => {
  test('an account is added with what Meta’s dashboard shows, and its numbers come along', async () => {
    const { outside } = spine.sandbox
    const page = await openPage({ app: spine.app, as: 'ana' })
    await page.goto('/settings/accounts')
    await page.getByText('Suas contas do WhatsApp aparecem aqui').waitFor()
    await page.getByRole('button', { name: 'Adicionar conta' }).first().click()
    const sheet = page.getByRole('dialog', { name: 'Adicionar conta do WhatsApp' })
    await sheet.getByRole('button', { name: 'Conectar' }).click()
    await sheet.getByText('Dê um nome à conta.').waitFor()
    await sheet.getByLabel('Nome da conta').fill('Clínica Aurora')
    await sheet.getByLabel('ID da conta do WhatsApp').fill(` ${outside.wabaId} `)
    await sheet.getByLabel('Token de acesso', { exact: true }).fill('EAAGnotthisone')
    await sheet.getByRole('button', { name: 'Conectar' }).click()
    await sheet.getByText('A Meta não aceita este token').waitFor()
    await expectAccessibleInBothThemes(page)
    assert.deepEqual(await accounts(), [])

    await sheet.getByLabel('Token de acesso', { exact: true }).fill(outside.accessToken)
    await sheet.getByRole('button', { name: 'Conectar' }).click()
    const details = page.getByRole('dialog', { name: 'Clínica Aurora' })
    await details.getByText(`Termina em ${outside.accessToken.slice(-4)}`).waitFor()
    for (const { id } of outside.numbers) await details.getByText(id).waitFor()
    await details.getByText('Alta').first().waitFor()
    assert.ok(!(await page.content()).includes(outside.accessToken))
    await expectAccessibleInBothThemes(page)
    await details.getByRole('button', { name: 'Verificar agora' }).click()
    await details.getByText('Tudo certo').waitFor()
    await closePage(page)
  })

  test('a number is paused and resumed, and what changes elsewhere is seen at once', async () => {
    const page = await openPage({ app: spine.app, as: 'ana' })
    await page.goto('/settings/accounts')
    const number = (await accounts())[0]?.numbers[0] ?? assert.fail('there is a number')
    const path = `/api/accounts/${number.accountId}/numbers/${number.id}`
    const stateIs = (state: string) =>
      until(state, async () => (await accounts())[0]?.numbers[0]?.state === state)
    const row = page.getByRole('row').filter({ hasText: number.name })
    await row.getByText('Ativo').waitFor()
    await expectAccessibleInBothThemes(page)
    await row.getByRole('button', { name: 'Ações' }).click()
    await page.getByRole('menuitem', { name: 'Pausar envios' }).click()
    await row.getByText('Pausado').waitFor()
    await stateIs('paused')
    await page.getByRole('button', { name: 'Desfazer' }).click()
    await row.getByText('Ativo').waitFor()
    await stateIs('active')

    await spine.app.as('ana')('PATCH', path, { body: { name: 'Recepção' } })
    await page.getByRole('row').filter({ hasText: 'Recepção' }).waitFor()
    await closePage(page)
  })

  test('what is wrong is told with what to do about it, and goes on once it is mended', async () => {
    const page = await openPage({ app: spine.app, as: 'ana' })
    await page.goto('/settings/accounts')
    spine.sandbox.faults.set({ revokedToken: true })
    await page.getByRole('button', { name: 'Verificar agora' }).click()
    await page.getByText('O token de acesso não funciona mais').first().waitFor()
    await page.getByText('gere um token na Meta e troque-o aqui').first().waitFor()
    await page.getByText('Parada').waitFor()
    await expectAccessibleInBothThemes(page)

    spine.sandbox.faults.clear()
    await page.getByRole('button', { name: 'Trocar token' }).click()
    const dialog = page.getByRole('dialog', { name: 'Trocar token' })
    await expectAccessibleInBothThemes(page)
    await dialog.getByLabel('Novo token de acesso').fill(spine.sandbox.outside.accessToken)
    await dialog.getByRole('button', { name: 'Salvar' }).click()
    await page.getByText('Conectada').waitFor()
    await closePage(page)
  })

  test('a manager sees them and changes nothing; an agent does not see them', async () => {
    const page = await openPage({ app: spine.app, as: 'marcos' })
    await page.goto('/settings/accounts')
    await page.getByRole('row').filter({ hasText: 'Recepção' }).waitFor()
    for (const name of ['Adicionar conta', 'Verificar agora', 'Ações'])
      assert.equal(await page.getByRole('button', { name }).count(), 0, name)
    await closePage(page)
    const other = await openPage({ app: spine.app, as: 'luisa' })
    await other.goto('/settings/accounts')
    await other.getByText('Esta área não faz parte do seu papel').waitFor()
    await closePage(other)
  })
})

describe('how conversations are received', () => {
  test('the greeting that somebody writes is what customers get', async () => {
    const page = await openPage({ app: spine.app, as: 'marcos' })
    await page.goto('/settings/inbox')
    await page.getByLabel('Texto').fill('Oi, aqui é da Clínica Aurora.')
    await page.getByLabel('Silêncio antes de responder').fill('0,1')
    await expectAccessibleInBothThemes(page)
    await page.getByRole('button', { name: 'Salvar' }).click()
    await page.getByText('Alteração salva').waitFor()
    await closePage(page)

    const { sandbox, number } = spine
    const customer = sandbox.customers.list()[0] ?? assert.fail('there is a customer')
    await sandbox.customers.write(customer.id, { number, text: 'Bom dia' })
    const answers = () =>
      sandbox.customers.thread(customer.id, number).data.filter(({ direction }) => direction === 'out')
    await until('the greeting is there', () => answers().length > 0)
    assert.deepEqual(answers()[0]?.content, { body: 'Oi, aqui é da Clínica Aurora.', preview_url: true })
  })

  test('tabulations are added, switched off, removed and brought back', async () => {
    const page = await openPage({ app: spine.app, as: 'marcos' })
    await page.goto('/settings/inbox')
    const typed = page.getByLabel('Nova tabulação')
    for (const name of ['Venda fechada', 'Sem interesse']) {
      await typed.fill(name)
      await typed.press('Enter')
      await page.getByRole('switch', { name }).waitFor()
    }
    await page.getByRole('switch', { name: 'Sem interesse' }).uncheck()
    await page.getByRole('button', { name: 'Ações de Sem interesse' }).click()
    await page.getByRole('menuitem', { name: 'Remover' }).click()
    await page.getByRole('switch', { name: 'Sem interesse' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Desfazer' }).click()
    await page.getByRole('switch', { name: 'Sem interesse', checked: false }).waitFor()
    await expectAccessibleInBothThemes(page)
    await page.reload()
    await page.getByRole('switch', { name: 'Venda fechada', checked: true }).waitFor()
    await page.getByRole('switch', { name: 'Sem interesse', checked: false }).waitFor()
    await closePage(page)
  })
})

describe('what could not be stored', () => {
  test('it is shown with its reason, tried again, and dismissed', async () => {
    const metadata = { display_phone_number: '5511999990000', phone_number_id: '777000777000777' }
    const message = { from: '5511988887777', id: 'wamid.STRANGE', timestamp: '1795170000', type: 'text' }
    const value = {
      messaging_product: 'whatsapp',
      metadata,
      messages: [{ ...message, text: { body: 'Oi, tem alguém aí?' } }],
    }
    const entry = [{ id: '1', changes: [{ field: 'messages', value }] }]
    await spine.sandbox.postRaw({ object: 'whatsapp_business_account', entry })
    const page = await openPage({ app: spine.app, as: 'marcos' })
    await page.goto('/settings/operations')
    const row = page.getByRole('row').filter({ hasText: 'Mensagem: número desconhecido' })
    await row.waitFor()
    assert.ok(!(await page.content()).includes('tem alguém aí'))
    await expectAccessibleInBothThemes(page)
    await row.getByRole('button', { name: 'Ações' }).click()
    await page.getByRole('menuitem', { name: 'Tentar de novo' }).click()
    await page.getByText('Ainda não dá para guardar').waitFor()
    await row.getByRole('button', { name: 'Ações' }).click()
    await page.getByRole('menuitem', { name: 'Dispensar' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Dispensar item' }).click()
    await page.getByText('Nada para resolver').waitFor()
    await page.getByRole('tab', { name: 'Dispensados' }).click()
    await row.waitFor()
    const { body } = await ask<Page<ParkedItem>>('/parked-items?state=dismissed')
    assert.deepEqual(
      body.data.map(({ reason }) => reason),
      ['unknown_number'],
    )
    await closePage(page)
  })
})
