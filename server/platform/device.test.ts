import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceOf } from '#platform/device.ts'

const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'

for (const [what, userAgent, device] of [
  ['a browser', chrome, 'Chrome · Linux'],
  ['a phone', iphone, 'Safari · iOS'],
  ['a program is what it calls itself', 'curl/8.5.0', 'curl'],
  ['a name is no longer than a label', 'x'.repeat(500), 'x'.repeat(60)],
  ['nothing said', '', null],
  ['nothing known', null, null],
] as const) {
  test(what, () => assert.equal(deviceOf(userAgent), device))
}
