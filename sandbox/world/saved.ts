import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Person } from './customers.ts'
import type { Later } from './later.ts'
import type { Media } from './media.ts'
import type { Template } from './templates.ts'
import type { Thread } from './threads.ts'

const Account = z.object({
  accessToken: z.string(),
  appId: z.string(),
  appSecret: z.string(),
  verifyToken: z.string(),
  wabaId: z.string(),
  businessId: z.string(),
  numbers: z.array(z.object({ id: z.string(), phone: z.string(), name: z.string() })),
  callback: z.string().nullable(),
  /** Of the account, before the one of the app. */
  override: z.string().nullable(),
  subscribed: z.boolean(),
  /** By number: whom the business has blocked. */
  blocked: z.record(z.string(), z.array(z.string())),
  pins: z.record(z.string(), z.string()),
})
export type Account = z.infer<typeof Account>

// What is inside was written by this program; a file of another make has another version.
const Saved = z.object({
  version: z.literal(1),
  account: Account,
  customers: z.array(
    z.looseObject({
      id: z.string(),
      userId: z.string(),
      threads: z.array(
        z.tuple([z.string(), z.looseObject({ messages: z.array(z.looseObject({ id: z.string() })) })]),
      ),
    }),
  ),
  media: z.array(z.looseObject({ id: z.string(), bytes: z.number() })),
  templates: z.array(z.looseObject({ id: z.string(), name: z.string() })),
})

export type State = {
  account: Account
  customers: Person[]
  media: Media[]
  templates: Template[]
}

/** Null at the first start. A file that cannot be read is put aside, not written over. */
export function readState(file: string): State | null {
  if (!existsSync(file)) return null
  try {
    const { account, customers, media, templates } = Saved.parse(JSON.parse(readFileSync(file, 'utf8')))
    return {
      account,
      customers: customers.map((one) => ({ ...one, threads: new Map(one.threads) }) as unknown as Person), // see Saved
      media: media as unknown as Media[], // see Saved
      templates: templates as unknown as Template[], // see Saved
    }
  } catch {
    renameSync(file, `${file}.unreadable-${Date.now()}`)
    return null
  }
}

export type Keeper = { touch: () => void; flush: () => Promise<void> }

const pause = 300
const keptInThread = 500

/** Writes a while after a change, whole or not at all; the longer it takes the more rarely. */
export function keepState(file: string, later: Later, snapshot: () => State): Keeper {
  mkdirSync(dirname(file), { recursive: true })
  let touched = false
  let writing: Promise<void> | undefined
  let took = 0

  async function write(): Promise<void> {
    touched = false
    const start = performance.now()
    const text = serialise(snapshot())
    took = performance.now() - start
    await writeFile(`${file}.new`, text, { mode: 0o600 })
    await rename(`${file}.new`, file)
  }
  async function flush(): Promise<void> {
    while (writing) await writing
    if (!touched) return
    writing = write().finally(() => {
      writing = undefined
    })
    await writing
    if (touched) await flush()
  }
  return {
    flush,
    touch: () => {
      if (touched) return
      touched = true
      later.in(pause + took * 20, () => void flush().catch(complain))
    },
  }
}

const complain = (error: unknown) => console.error(`The sandbox cannot write its state: ${error}`)

const serialise = ({ account, customers, media, templates }: State): string =>
  JSON.stringify({
    version: 1,
    account,
    customers: customers.map((one) => ({ ...one, threads: [...one.threads].map(shortened) })),
    media,
    templates,
  })

const shortened = ([number, thread]: [string, Thread]): [string, Thread] => [
  number,
  { ...thread, messages: thread.messages.slice(-keptInThread) },
]
