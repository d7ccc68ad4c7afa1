import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expectAccessible, expectAccessibleInBothThemes, rulesOfWidth } from '#test/browser.ts'
import { chromiumLaunch, startBrowser } from '#test/chromium.ts'
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts'
import { openReceiver, type Receiver } from '../../../sandbox/testing.ts'

let browser: Browser
let sandbox: Sandbox
let receiver: Receiver
const troubles: string[] = []

before(async () => {
  browser = await startBrowser(await chromiumLaunch())
  sandbox = await startSandbox()
  receiver = await openReceiver(() => sandbox.outside.verifyToken)
  await sandbox.setCallback(receiver.url)
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  sandbox.faults.clear()
  receiver.clear()
  assert.deepEqual(troubles.splice(0), [], 'the page had troubles of its own')
})
after(async () => {
  await browser?.close()
  await sandbox?.close()
  receiver?.close()
})

function person(name: string) {
  const found = sandbox.customers.list().find((each) => each.name === name)
  assert.ok(found, name)
  return found
}

type Look = BrowserContextOptions & { name?: string }

async function openPhone({ name = 'Beatriz Ramos', ...look }: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: sandbox.url,
    locale: 'pt-BR',
    viewport: { width: 1280, height: 800 },
    timezoneId: 'America/Sao_Paulo',
    reducedMotion: 'reduce',
    ...look,
  })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => troubles.push(error.stack ?? error.message))
  page.on('console', (said) => {
    if (said.type() === 'error' && !said.text().startsWith('Failed to load')) troubles.push(said.text())
  })
  await page.goto('/sandbox/')
  await page
    .getByRole('complementary', { name: /Clientes|Customers/ })
    .getByRole('button', { name })
    .click()
  // Until the chat is there, what is typed may still go to none.
  await page.locator('[role=log][aria-busy="false"]').waitFor({ state: 'attached' })
  return page
}

const log = (page: Page): Locator => page.getByRole('log')
const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Mensagem' })
async function write(page: Page, words: string): Promise<void> {
  await field(page).fill(words)
  await field(page).press('Enter')
  await log(page).getByText(words).waitFor()
}

async function send(to: string | null, message: object): Promise<void> {
  const { accessToken, graphUrl, numbers } = sandbox.outside
  const answer = await fetch(`${graphUrl}/v25.0/${numbers[0]?.id}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', to, ...message }),
  })
  assert.equal(answer.status, 200, await answer.text())
}

const text = (body: string) => ({ type: 'text', text: { body } })
const arrived = (type: string) => receiver.all('messages').filter((message) => message.type === type)

async function untilArrived(type: string): Promise<Record<string, unknown>> {
  for (; ; await sleep(20)) {
    const [message] = arrived(type)
    if (message) return message
  }
}

describe('the phone of the customer', () => {
  test('what is written arrives, what is answered appears, and its ticks turn blue', async () => {
    const page = await openPhone()
    await page.getByRole('heading', { name: 'Fale com Clínica Centro' }).waitFor()
    await expectAccessibleInBothThemes(page)
    await page.getByRole('button', { name: 'Vir de um anúncio' }).click()
    await page.getByRole('button', { name: 'Oi, quanto custa uma limpeza de pele?' }).click()
    await field(page).press('Enter')
    const first = await untilArrived('text')
    assert.deepEqual(first.text, { body: 'Oi, quanto custa uma limpeza de pele?' })
    assert.ok(first.referral, 'it came from an advertisement')

    await send(person('Beatriz Ramos').phone, text('Custa *R$ 189,00*. <b>Quer</b> marcar?'))
    const answer = log(page).getByRole('article', { name: /^Clínica Centro/ })
    await answer.getByText('R$ 189,00', { exact: true }).waitFor()
    assert.equal(await answer.locator('strong').innerText(), 'R$ 189,00')
    await answer.getByText('<b>Quer</b>').waitFor()
    await answer.getByRole('img', { name: 'Lida' }).waitFor()
    await sandbox.settled()
    const ticks = receiver.all('statuses').map(({ status }) => status)
    assert.deepEqual(ticks, ['sent', 'delivered', 'read'])
    await expectAccessibleInBothThemes(page)
  })

  test('somebody who is offline gets and sends everything once back', async () => {
    const { name, phone } = person('Rafael Nogueira')
    const page = await openPhone({ name })
    await write(page, 'Vou entrar no túnel')
    await untilArrived('text')
    await page.getByText('Conectado', { exact: true }).click()
    await page.getByText('Sem conexão. O que você enviar espera.').waitFor()
    await send(phone, text('Certo'))
    const answer = log(page).getByRole('article', { name: /Certo/ })
    await answer.getByRole('img', { name: 'Enviada' }).waitFor()
    await write(page, 'Já volto')
    await log(page).getByText('Enviando').waitFor()
    assert.equal(arrived('text').length, 1)
    await page.getByText('Conectado', { exact: true }).click()
    await answer.getByRole('img', { name: 'Lida' }).waitFor()
    await log(page).getByText('Enviando').waitFor({ state: 'hidden' })
    await sandbox.settled()
    assert.equal(arrived('text').length, 2)
  })

  test('buttons and lists can be tapped, and say what was chosen', async () => {
    const page = await openPhone()
    await write(page, 'Tem horário?')
    const action = { buttons: [{ type: 'reply', reply: { id: 'sim', title: 'Quero marcar' } }] }
    await send(person('Beatriz Ramos').phone, {
      type: 'interactive',
      interactive: { type: 'button', body: { text: 'Marcamos?' }, action },
    })
    await log(page).getByRole('button', { name: 'Quero marcar' }).click()
    const tapped = await untilArrived('interactive')
    assert.deepEqual(tapped.interactive, {
      type: 'button_reply',
      button_reply: { id: 'sim', title: 'Quero marcar' },
    })
    assert.ok(tapped.context, 'it answers the offer')
    await log(page).getByRole('button', { name: 'Quero marcar', disabled: true }).waitFor()
    receiver.clear()
    const sections = [{ title: 'Manhã', rows: [{ id: '9', title: '9h20', description: 'Dra. Paula' }] }]
    const list = { type: 'list', body: { text: 'Escolha' }, action: { button: 'Horários', sections } }
    await send(person('Beatriz Ramos').phone, { type: 'interactive', interactive: list })
    await log(page).getByRole('button', { name: 'Horários' }).click()
    await page.getByRole('dialog', { name: 'Horários' }).waitFor()
    await expectAccessibleInBothThemes(page)
    await page.getByRole('button', { name: /9h20/ }).click()
    const list_reply = { id: '9', title: '9h20', description: 'Dra. Paula' }
    assert.deepEqual((await untilArrived('interactive')).interactive, { type: 'list_reply', list_reply })
  })

  test('a template is read as it was approved', async () => {
    const { name, phone } = person('Larissa Figueiredo')
    const page = await openPhone({ name })
    const parameters = ['Larissa', '27/11 às 14:00'].map((value) => ({ type: 'text', text: value }))
    const components = [{ type: 'body', parameters }]
    const template = { name: 'lembrete_consulta', language: { code: 'pt_BR' }, components }
    await send(phone, { type: 'template', template })
    await log(page).getByText('Olá, Larissa. Lembramos da sua consulta em 27/11 às 14:00.').waitFor()
    await log(page).getByText('Clínica Centro', { exact: true }).waitFor()
    await log(page).getByRole('button', { name: 'Confirmar' }).click()
    assert.deepEqual((await untilArrived('button')).button, { payload: 'Confirmar', text: 'Confirmar' })
  })

  test('by keyboard one answers, reacts to, corrects and takes back', async () => {
    const { name, phone } = person('Juliana Yamamoto')
    const page = await openPhone({ name })
    await write(page, 'Bom dia')
    await send(phone, text('Bom dia, Juliana'))
    const answer = log(page).getByRole('article', { name: /Bom dia, Juliana/ })
    await answer.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menu', { name: 'Ações da mensagem' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await untilArrived('reaction')
    await answer.getByRole('img', { name: /^Reações/ }).waitFor()
    await choose(page, answer, 'Responder')
    await write(page, 'Tudo bem?')
    const mine = log(page).getByRole('article', { name: /Tudo bem/ })
    await mine.getByText('Bom dia, Juliana').waitFor()
    await choose(page, mine, 'Editar')
    await field(page).fill('Tudo certo?')
    await field(page).press('Enter')
    const changed = log(page).getByRole('article', { name: /Tudo certo/ })
    await changed.getByText('editada').waitFor()
    await untilArrived('edit')
    await choose(page, changed, 'Apagar para todos')
    await log(page).getByText('Mensagem apagada').waitFor()
    await untilArrived('revoke')
  })

  test('a voice message goes as WhatsApp has them, also without a microphone, and plays', async () => {
    const page = await openPhone({ name: 'Antônio Carlos' })
    await page.getByRole('button', { name: 'Gravar áudio' }).click()
    await page.getByRole('group', { name: 'Gravando' }).waitFor()
    await expectAccessibleInBothThemes(page)
    await page.getByRole('button', { name: 'Enviar áudio' }).click()
    const { audio } = await untilArrived('audio')
    assert.match(JSON.stringify(audio), /"mime_type":"audio\/ogg; codecs=opus".*"voice":true/)
    await log(page).locator('.clock:not(:text("0:00"))').waitFor()
    await log(page).getByRole('button', { name: 'Ouvir' }).click()
    await log(page).getByRole('button', { name: 'Pausar' }).waitFor()
  })

  test('mischief is put on, is seen to be on, and ends', async () => {
    const page = await openPhone()
    await page.getByRole('button', { name: 'Abrir travessuras' }).click()
    const drawer = page.getByRole('dialog', { name: 'Travessuras' })
    await drawer.getByLabel('Lentidão').selectOption({ label: '3 s' })
    await drawer.getByText('Silêncio', { exact: true }).click()
    await page.getByText('2 travessuras ativas').waitFor()
    assert.deepEqual(sandbox.faults.get(), { latencyMs: 3000, silence: true })
    await expectAccessibleInBothThemes(page)
    await drawer.getByRole('button', { name: 'Desfazer tudo' }).click()
    await page.getByText('2 travessuras ativas').waitFor({ state: 'hidden' })
    assert.deepEqual(sandbox.faults.get(), {})
  })

  test('a person without a phone is made up and can be talked to', async () => {
    const page = await openPhone()
    await page.getByRole('button', { name: 'Novo cliente' }).click()
    const dialog = page.getByRole('dialog', { name: 'Novo cliente' })
    const create = dialog.getByRole('button', { name: 'Criar cliente' })
    await create.click()
    await dialog.getByText('Escreva um nome.').waitFor()
    await expectAccessibleInBothThemes(page)
    await dialog.getByLabel('Nome', { exact: true }).fill('Carla Dias')
    await dialog.getByRole('radio', { name: 'Só nome de usuário' }).check()
    await dialog.getByLabel('Nome de usuário', { exact: true }).fill('@carla.fit')
    await create.click()
    await page.getByRole('heading', { name: 'Carla Dias' }).waitFor()
    await write(page, 'Oi')
    const message = await untilArrived('text')
    assert.equal(message.from, undefined)
    assert.match(String(message.from_user_id), /^BR\./)
  })

  test('on a phone there is one pane at a time', async () => {
    const page = await openPhone({ viewport: { width: 360, height: 740 } })
    await write(page, 'Daqui também dá')
    await expectAccessible(page, { rules: rulesOfWidth })
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360)
    await page.getByRole('button', { name: 'Voltar aos clientes' }).click()
    await page.getByRole('button', { name: /^Beatriz Ramos/ }).waitFor()
    assert.equal(await log(page).isVisible(), false)
    await expectAccessible(page, { rules: rulesOfWidth })
  })

  test('when the sandbox goes away the page says so, keeps what is written, and finds it again', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'prosa-phone-'))
    const dataFile = join(folder, 'sandbox.json')
    const first = await startSandbox({ dataFile })
    const page = await openPhone({ baseURL: first.url })
    await write(page, 'Antes')
    await first.close()
    await page.getByText('Sem contato com o sandbox. Reconectando.').waitFor()
    await write(page, 'Durante')
    await log(page).getByText('Não enviada. O sandbox não respondeu.').waitFor()
    await expectAccessibleInBothThemes(page)
    const again = await startSandbox({ dataFile, port: Number(new URL(first.url).port) })
    t.after(() => again.close().then(() => rm(folder, { recursive: true, force: true })))
    await page.getByText('Sem contato com o sandbox. Reconectando.').waitFor({ state: 'hidden' })
    await log(page).getByRole('article', { name: /Antes/ }).waitFor()
    await log(page).getByRole('button', { name: 'Tentar de novo' }).click()
    await log(page).getByRole('button', { name: 'Tentar de novo' }).waitFor({ state: 'hidden' })
    const kept = again.customers.list().find(({ name }) => name === 'Beatriz Ramos')
    assert.deepEqual(kept?.threads[0]?.last.content, { body: 'Durante' })
  })

  test('who prefers English reads English', async () => {
    const page = await openPhone({ locale: 'en-US', name: 'Caio' })
    await page.getByRole('heading', { name: 'Talk to Clínica Centro' }).waitFor()
    await page.locator('html[lang=en]').waitFor()
    await expectAccessible(page)
  })
})

async function choose(page: Page, message: Locator, what: string): Promise<void> {
  await message.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: what }).click()
}
