import { openFiles } from './index.ts'

/** Another process: stores what is written to it, and says the hash once it is stored. */
const [folder = ''] = process.argv.slice(2)
const files = await openFiles({ filesUrl: null, folder })
process.stdout.write('ready\n')
const { hash } = await files.put(process.stdin, { maxBytes: 100_000_000 })
process.stdout.write(`${hash}\n`)
