import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

type Oklch = [lightness: number, chroma: number, hue: number]

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8')

const textColours = ['ink', 'quiet', 'faint']
const backgrounds = ['paper', 'surface', 'sunken', 'accent-tint', 'bot-tint', 'note-tint']
const textPairs: [string, string][] = [
  ...textColours.flatMap((text) => backgrounds.map((ground): [string, string] => [text, ground])),
  ...['accent', 'good', 'warn', 'bad', 'bot-ink'].flatMap((text) =>
    ['paper', 'surface', 'sunken', 'hover', 'accent-tint'].map((ground): [string, string] => [text, ground]),
  ),
  ...['ink', 'quiet', 'accent'].map((text): [string, string] => [text, 'hover']),
  ...['good', 'warn', 'bad'].flatMap((tone): [string, string][] => [
    [tone, `${tone}-tint`],
    ['ink', `${tone}-tint`],
    ['quiet', `${tone}-tint`],
  ]),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-strong'],
  ['bad-ink', 'bad'],
  ['bad-ink', 'bad-strong'],
  ['bot-ink', 'bot-tint'],
  ['note-ink', 'note-tint'],
]
// Edges of controls, focus rings and meaningful marks: 3 to 1 (WCAG 1.4.11).
const markPairs: [string, string][] = [
  ...['edge', 'accent', 'good', 'bad'].flatMap((mark) =>
    ['paper', 'surface', 'sunken'].map((ground): [string, string] => [mark, ground]),
  ),
  ['read', 'accent-tint'],
  ['read', 'bot-tint'],
]

for (const theme of ['light', 'dark']) {
  test(`colours of the ${theme} theme can be read`, () => {
    const tokens = tokensOf(theme)
    const weak = [...tooWeak(tokens, textPairs, 4.5), ...tooWeak(tokens, markPairs, 3)]
    assert.deepEqual(weak, [])
  })
}

test('both themes name the same tokens', () => {
  assert.deepEqual([...tokensOf('light').keys()].sort(), [...tokensOf('dark').keys()].sort())
})

function tooWeak(tokens: Map<string, Oklch>, pairs: [string, string][], wanted: number) {
  return pairs.flatMap(([front, ground]) => {
    const ratio = contrast(colour(tokens, front), colour(tokens, ground))
    return ratio < wanted ? [`${front} on ${ground}: ${ratio.toFixed(2)}, wanted ${wanted}`] : []
  })
}

function colour(tokens: Map<string, Oklch>, name: string): Oklch {
  const found = tokens.get(name)
  assert.ok(found, `theme.css has no --${name}`)
  return found
}

function tokensOf(theme: string): Map<string, Oklch> {
  const block = css.match(new RegExp(`\\[data-theme=["']${theme}["']\\] \\{([^}]*)\\}`))?.[1] ?? ''
  const lines = block.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/g)
  return new Map([...lines].map(([, name, l, c, h]) => [String(name), [Number(l), Number(c), Number(h)]]))
}

function contrast(a: Oklch, b: Oklch): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** Relative luminance by way of linear sRGB, clipped to what a screen shows. Numbers: Björn Ottosson, Oklab. */
function luminance([lightness, chroma, hue]: Oklch): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (value: number) => Math.min(1, Math.max(0, value))
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
