import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { visibleLiterals } from './literals.ts'

const here = import.meta.dirname
type Tree = { [key: string]: string | Tree }

for (const file of globSync('{app,features,ui}/**/words.ts', { cwd: here })) {
  test(`${file} says everything in both languages`, async () => {
    const { pt, en } = await catalogues(file)
    assert.ok(pt.size > 0, 'the Portuguese words are exported as `pt`')
    assert.deepEqual([...en.keys()].sort(), [...pt.keys()].sort())
    for (const [key, words] of pt) {
      assert.ok(words.trim(), `${key} is empty in Portuguese`)
      assert.ok(en.get(key)?.trim(), `${key} is empty in English`)
      assert.deepEqual(blanks(en.get(key) ?? ''), blanks(words), `${key} has other {{blanks}} in English`)
    }
  })

  test(`${file} has whole plurals and keeps its voice down`, async () => {
    for (const words of Object.values(await catalogues(file))) {
      for (const [key, text] of words) {
        assert.ok(!text.includes('!'), `${key} shouts`)
        if (/_(zero|one|many)$/.test(key))
          assert.ok(words.has(key.replace(/_\w+$/, '_other')), `${key} has no _other`)
      }
    }
  })
}

test('no screen shows words that are not in a catalogue', () => {
  const files = globSync('{app,features}/**/*.{ts,tsx}', { cwd: here }).filter(
    (file) => !/words(-en)?\.ts$|\.test\.ts/.test(file),
  )
  assert.ok(files.length > 20, 'the scan must look at something')
  const found = files.flatMap((file) =>
    visibleLiterals(file, readFileSync(join(here, file), 'utf8')).map((literal) => `${file}: ${literal}`),
  )
  assert.deepEqual(found, [])
})

test('the scan sees what it is there to see', () => {
  const seen = (source: string) => visibleLiterals('sample.tsx', source)
  assert.deepEqual(seen('const a = <p>Olá</p>'), ['Olá'])
  assert.deepEqual(seen('const a = <p>{busy ? "Salvando" : say("save")}</p>'), ['Salvando'])
  assert.deepEqual(seen('const a = <input placeholder="Seu nome" className="w full" />'), ['Seu nome'])
  assert.deepEqual(seen(`const a = <B closeLabel={\`Fechar \${name}\`} />`), ['Fechar'])
  assert.deepEqual(seen('notify({ title: "Pronto", tone: "good" })'), ['Pronto'])
  assert.deepEqual(seen('tell("Conversa encerrada")'), ['Conversa encerrada'])
  assert.deepEqual(seen('const a = <p title={say("x")} id="name">{count} · {say("y")}</p>'), [])
})

async function catalogues(file: string): Promise<{ pt: Map<string, string>; en: Map<string, string> }> {
  const words = await import(join(here, file))
  const apart = join(here, file.replace('words.ts', 'words-en.ts'))
  const en = words.en ?? (existsSync(apart) ? (await import(apart)).en : {})
  return { pt: flat(words.pt), en: flat(en) }
}

const flat = (tree: Tree, path = ''): Map<string, string> =>
  new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  )

const blanks = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort()
