import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip, constants as zlib } from 'node:zlib'

// Fonts and pictures are compressed already.
const compressible = /\.(js|css|html|svg|json|txt)$/
const worthIt = 1024

/** Leaves a .br and a .gz beside every file that gains by it, so that nothing is compressed while people wait. */
export async function compress(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => compressible.test(name))
  await Promise.all(names.map((name) => compressFile(join(folder, name))))
}

async function compressFile(path) {
  const content = readFileSync(path)
  if (content.length < worthIt) return
  const params = { [zlib.BROTLI_PARAM_QUALITY]: 10, [zlib.BROTLI_PARAM_SIZE_HINT]: content.length }
  writeFileSync(`${path}.br`, await promisify(brotliCompress)(content, { params }))
  writeFileSync(`${path}.gz`, await promisify(gzip)(content, { level: 9 }))
}
