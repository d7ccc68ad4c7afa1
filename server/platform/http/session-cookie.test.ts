import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clearedCookie, cookieName, sessionCookie } from './session-cookie.ts'

test('on https only this host can set the cookie, and only over https is it sent', () => {
  const config = { publicUrl: 'https://prosa.example', port: 3000 }
  const [pair, ...attributes] = sessionCookie(config, 'abc', 60).split('; ')
  assert.equal(pair, '__Host-prosa_session=abc')
  assert.deepEqual(attributes.sort(), ['HttpOnly', 'Max-Age=60', 'Path=/', 'SameSite=Lax', 'Secure'])
})

test('on plain http two instances on one machine have a cookie each', () => {
  assert.equal(cookieName({ publicUrl: null, port: 3000 }), 'prosa_session_3000')
  assert.equal(cookieName({ publicUrl: null, port: 3001 }), 'prosa_session_3001')
  assert.doesNotMatch(sessionCookie({ publicUrl: null, port: 3000 }, 'abc', 60), /Secure/)
})

test('processes behind one address have one cookie, whatever port each listens on', () => {
  const names = [3000, 3001].map((port) => cookieName({ publicUrl: 'http://prosa.local', port }))
  assert.deepEqual(names, ['prosa_session_80', 'prosa_session_80'])
})

test('signing out takes the same cookie away', () => {
  const config = { publicUrl: 'https://prosa.example', port: 3000 }
  assert.match(
    clearedCookie(config),
    /^__Host-prosa_session=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
})
