import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvLine } from './csv.ts'

for (const [what, cells, line] of [
  ['plain cells', ['a', 1, null], 'a;1;\r\n'],
  [
    'separators, quotes and line breaks are quoted',
    ['a;b', 'say "oi"', 'x\ny'],
    '"a;b";"say ""oi""";"x\ny"\r\n',
  ],
  ['a formula becomes text', ['=1+1', '+55 11', '-2', '@SUM(A1)'], "'=1+1;'+55 11;'-2;'@SUM(A1)\r\n"],
  ['so does one behind white space', ['\t=1', '\r=1'], '\'\t=1;"\'\r=1"\r\n'],
  [
    'a formula that also needs quotes has both',
    ['=HYPERLINK("http://x";"y")'],
    '"\'=HYPERLINK(""http://x"";""y"")"\r\n',
  ],
] as const) {
  test(what, () => assert.equal(csvLine(cells), line))
}
