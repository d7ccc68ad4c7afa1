import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { lockDataDir } from './lock.ts'
import { makeHome } from './testing.ts'

const skip = process.platform !== 'linux' && 'needs /proc'

test('where no folder can be made it says so, and does not try for ever', { skip }, () => {
  const program = `const { lockDataDir } = await import(${JSON.stringify(import.meta.resolve('./lock.ts'))})
    try { lockDataDir('/proc/prosa/data') } catch (error) { console.log(error.message) }`
  // In a process of its own, because what would never end could not be stopped here.
  const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    timeout: 10_000,
  })
  assert.equal(signal, null)
  assert.match(stdout, /^Cannot write to the data directory \/proc\/prosa\/data/)
})

test('folders on the way are made; a link that leads nowhere is not taken for one', () => {
  const home = makeHome()
  const dataDir = join(home, 'a', 'b')
  lockDataDir(dataDir)()
  const link = join(home, 'link')
  symlinkSync(join(home, 'nowhere'), link)
  assert.throws(() => lockDataDir(link), /is not a directory/)
})
