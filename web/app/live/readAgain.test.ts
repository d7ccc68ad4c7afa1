import assert from 'node:assert/strict'
import { test } from 'node:test'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { overtake, readAgain } from './readAgain.ts'

/** A list on screen whose answers come when the test says so. */
function onScreen() {
  const client = new QueryClient()
  const answers: Array<(value: string) => void> = []
  const queryFn = () => new Promise<string>((resolve) => answers.push(resolve))
  const observer = new QueryObserver(client, { queryKey: ['list'], queryFn })
  const leave = observer.subscribe(() => {})
  const shown = () => client.getQueryData<string>(['list'])
  const turn = () => new Promise((resolve) => setTimeout(resolve, 5))
  const close = () => {
    leave()
    client.clear()
  }
  return { client, answers, shown, turn, close }
}

test('what changed during the first reading is read once that is over', async () => {
  const { client, answers, shown, turn, close } = onScreen()
  const done = readAgain(client, { queryKey: ['list'] })
  await turn()
  assert.equal(answers.length, 1, 'the first answer is waited for')
  answers[0]?.('old')
  await turn()
  assert.equal(answers.length, 2)
  answers[1]?.('new')
  await done
  assert.equal(shown(), 'new')
  close()
})

test('news put in place by hand survive the answer that was under way', async () => {
  const { client, answers, shown, turn, close } = onScreen()
  answers[0]?.('old')
  await turn()
  void client.refetchQueries({ queryKey: ['list'] })
  client.setQueryData(['list'], 'new')
  overtake(client, { queryKey: ['list'] })
  await turn()
  answers[1]?.('old')
  answers[2]?.('new, from the server')
  await turn()
  assert.equal(shown(), 'new, from the server')
  close()
})

test('with nothing under way nothing is read', async () => {
  const { client, answers, turn, close } = onScreen()
  answers[0]?.('old')
  await turn()
  overtake(client, { queryKey: ['list'] })
  await turn()
  assert.equal(answers.length, 1)
  close()
})
