import { globSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

const isBrowser = (file: string) => file.includes('journey')

// The slowest ones start first, so that no core is idle at the end.
export const testFiles = (): string[] => {
  const files = all().filter((file) => !isBrowser(file))
  return [...files.filter(isSlow), ...files.filter((file) => !isSlow(file))]
}

export const browserFiles = (): string[] => {
  const files = all().filter(isBrowser)
  return [...files.filter(isLongest), ...files.filter((file) => !isLongest(file))]
}

export const storeFiles = (): string[] => find('server/**/*store.ts')

const isLongest = (file: string) => file.includes('every-page')
const isSlow = (file: string) => file.includes('/test/system/') || file.includes('/secrets/rotation')
const all = () => find('{server,contract,scripts,test,web,widget,sandbox}/**/*.test.ts')

function find(pattern: string): string[] {
  const paths = globSync(pattern, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**'] })
  return paths.map((path) => join(root, path)).sort()
}
