import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { chromiumLaunch, startBrowser } from './chromium.ts'
import { temporaryFolder } from './postgres.ts'

/** A browser that dies at its first so many starts. */
async function dying(times: number) {
  const options = await chromiumLaunch()
  const folder = temporaryFolder('dying')
  const executablePath = join(folder, 'browser')
  const starts = Array.from({ length: times }, (_, n) => join(folder, `start-${n}`))
  const script = starts.map((mark) => `[ -e '${mark}' ] || { : > '${mark}'; kill -SEGV $$; }`).join('\n')
  await writeFile(executablePath, `#!/bin/sh\n${script}\nexec '${options.executablePath}' "$@"\n`, {
    mode: 0o755,
  })
  return { options: { ...options, executablePath }, starts }
}

const isOurs = process.platform === 'linux' && process.arch === 'x64'
const skip = !isOurs && 'the browser of the package is for Linux on x64'

test('a browser that dies at its start is started once more', { skip }, async () => {
  const { options, starts } = await dying(1)
  const browser = await startBrowser(options)
  assert.ok(browser.isConnected())
  await browser.close()
  assert.deepEqual(starts.map(existsSync), [true])
})

test('but not for ever', { skip }, async () => {
  const { options, starts } = await dying(3)
  await assert.rejects(startBrowser(options))
  assert.deepEqual(starts.map(existsSync), [true, true, false])
})
