import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { staleFiles } from '../schema/files.ts'
import { root } from './files.ts'

const packages = join(root, 'node_modules')

export async function checkTypes(): Promise<void> {
  const tsc = join(packages, 'typescript/bin/tsc')
  await command(tsc, ['--noEmit', '--pretty', 'false'])
  for (const page of ['web', 'sandbox/phone'])
    await command(tsc, ['--noEmit', '--pretty', 'false', '-p', page])
}

export const checkLint = (): Promise<void> =>
  command(join(packages, '@biomejs/biome/bin/biome'), ['ci', '--colors=off', '--max-diagnostics=20'])

export async function checkGeneratedFiles(databaseUrl: string): Promise<void> {
  const stale = await staleFiles(databaseUrl)
  if (stale.length > 0)
    throw new Error(`${stale.join(' and ')}: not what the migrations give; run node scripts/schema.ts`)
}

async function command(script: string, args: string[]): Promise<void> {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  if (code !== 0) throw new Error(`${err}${out}`.trim() || `${script} ended with code ${code}`)
}
