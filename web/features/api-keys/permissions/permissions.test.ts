import assert from 'node:assert/strict'
import { test } from 'node:test'
import i18next from 'i18next'
import { allPermissions as contract } from '#contract/permissions.ts'
import { allPermissions, meaningOf, reachOf, readOnly } from './permissions.ts'

test('the page knows the permissions of the contract, in both languages', async () => {
  assert.deepEqual([...allPermissions].sort(), [...contract].sort())
  for (const language of ['pt-BR', 'en']) {
    await i18next.changeLanguage(language)
    for (const permission of allPermissions) {
      assert.notEqual(meaningOf(permission), `can.${permission.replace(':', '.')}`)
    }
  }
})

test('a set of permissions is summed up in a word where there is one', () => {
  assert.equal(reachOf(allPermissions), 'full')
  assert.equal(reachOf(readOnly), 'read')
  assert.equal(reachOf(readOnly.slice(1)), 'some')
  assert.equal(reachOf([...readOnly, 'queues:manage']), 'some')
})
