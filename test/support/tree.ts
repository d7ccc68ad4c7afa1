/**
 * The paths of the first code block of a page that draws a tree, one name to a line, by indentation or with lines:
 *
 *     server/             what answers
 *     ├── main.ts         where it begins
 *     └── platform/       what no feature owns
 */
export function pathsOfTree(markdown: string): string[] {
  const block = /^```[^\n]*\n([\s\S]*?)^```/m.exec(markdown)?.[1] ?? ''
  const above: Array<{ column: number; path: string }> = []
  return block.split('\n').flatMap((line) => {
    const [, drawing = '', name = ''] = /^([\s│├└─|`-]*)([\w.@-]+\/?)(\s|$)/.exec(line) ?? []
    if (!name) return []
    while ((above.at(-1)?.column ?? -1) >= drawing.length) above.pop()
    const path = [...above.slice(-1).map((folder) => folder.path), name.replace(/\/$/, '')].join('/')
    above.push({ column: drawing.length, path })
    return [path]
  })
}
