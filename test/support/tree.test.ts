import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pathsOfTree } from '#test/tree.ts'

const page = (tree: string) => `# Title\n\n\`\`\`\n${tree}\n\`\`\`\n\n\`\`\`\nother/\n\`\`\`\n`
const expected = [
  'server',
  'server/main.ts',
  'server/platform',
  'server/platform/http',
  'server/features',
  'web',
]

test('a tree drawn by indentation', () => {
  const tree = `
server/             what answers
  main.ts           config → deps
  platform/
    http/           /api and so on
  features/

web/`
  assert.deepEqual(pathsOfTree(page(tree)), expected)
})

test('a tree drawn with lines', () => {
  const tree = `
server/
├── main.ts         config → deps
├── platform/
│   └── http/
└── features/       a, b, c
web/`
  assert.deepEqual(pathsOfTree(page(tree)), expected)
})

test('a page without one', () => assert.deepEqual(pathsOfTree('# Title'), []))
