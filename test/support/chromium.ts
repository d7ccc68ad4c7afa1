import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const caches = fileURLToPath(new URL('../../.cache/', import.meta.url))
const require = createRequire(import.meta.url)

/**
 * How to start the browser from the npm package, which needs nothing of the system: it brings the libraries and fonts
 * that a bare Debian lacks. `CHROME_PATH` names another one, for systems the package is not made for.
 */
export async function chromiumLaunch(): Promise<LaunchOptions> {
  const own = process.env.CHROME_PATH
  if (own) return { executablePath: own, args: ['--no-sandbox'] }
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' }
  const folder = join(caches, `chromium-${await version()}`)
  const { default: packed } = await import('@sparticuz/chromium')
  const options = optionsIn(folder, packed.args)
  if (!existsSync(folder)) {
    await unpackInto(folder)
    await tryOut(options)
  }
  return options
}

function optionsIn(folder: string, args: readonly string[]): LaunchOptions {
  return {
    executablePath: join(folder, 'chromium'),
    // The package aims at a cloud function. A browser without site isolation or web security would pass tests of CORS
    // and of the content policy that real ones fail, and one process is too few to lose a page.
    // Containers give shared memory that is too small for a page.
    args: [...args.filter((arg) => !unwanted.test(arg)), '--disable-dev-shm-usage', '--disable-gpu'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  }
}

/** Once more where it died at the start: on a busy machine it does, now and then. */
export async function startBrowser(options: LaunchOptions): Promise<Browser> {
  const start = () => chromium.launch({ ...options, timeout: 20_000 })
  return start().catch(start)
}

const unwanted =
  /^--(single-process|no-zygote|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|disable-features=|use-gl|use-angle|ignore-gpu-blocklist|in-process-gpu)/

/** The first page makes the font cache and reads the program from the disk: no test has to wait for that. */
async function tryOut(options: LaunchOptions): Promise<void> {
  const browser = await startBrowser(options)
  try {
    await (await browser.newPage()).setContent('Olá')
  } finally {
    await browser.close()
  }
}

/** The folder is named after the version; two that do it at the same time do not meet. */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(caches, { recursive: true })
  const unfinished = await mkdtemp(join(caches, 'unpacking-'))
  try {
    // The package unpacks into TMPDIR and nowhere else; so it does in a process of its own.
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: caches,
      env: { ...process.env, TMPDIR: unfinished, NODE_V8_COVERAGE: '' },
    })
    await writeFile(join(unfinished, 'fonts.conf'), fontSettings(folder))
    await chmod(unfinished, 0o755)
    await rename(unfinished, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

const unpack = `
  import { readdir } from 'node:fs/promises'
  import { inflate } from '@sparticuz/chromium'
  const packed = new URL('../bin/', import.meta.resolve('@sparticuz/chromium'))
  for (const name of await readdir(packed)) await inflate(new URL(name, packed).pathname)`

async function version(): Promise<string> {
  const manifest = join(require.resolve('@sparticuz/chromium'), '../../package.json')
  return String(JSON.parse(await readFile(manifest, 'utf8')).version)
}

const fontSettings = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`
