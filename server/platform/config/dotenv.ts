import { parseEnv } from 'node:util'

/** What is in `.env`, and what in it Node would quietly drop or cut. */
export function readDotenv(text: string): { values: Record<string, string>; problems: string[] } {
  // Windows editors put a byte order mark before the first name.
  const clean = text.replace(/^\uFEFF/, '')
  const values = Object.fromEntries(
    Object.entries(parseEnv(clean)).map(([name, value]) => [name, value ?? '']),
  )
  // A value over several lines makes its lines look like anything.
  const problems = Object.values(values).some((value) => value.includes('\n')) ? [] : linesWrong(clean)
  return { values, problems }
}

const linesWrong = (text: string): string[] =>
  text.split(/\r?\n/).flatMap((line, index) => {
    const wrong = complaint(line.trim())
    return wrong ? [`Line ${index + 1} of .env ${wrong}`] : []
  })

// The content is never shown: it may be a secret that lost its name.
function complaint(line: string): string | undefined {
  if (line === '' || line.startsWith('#')) return undefined
  const [, name, value] = /^(?:export\s+)?([\w.-]+)\s*=\s*(.*)$/.exec(line) ?? []
  if (name === undefined || value === undefined) return 'is not NAME=value.'
  if (/^(["'`])(?!.*\1)/.test(value)) return `opens a quote for ${name} and does not close it.`
  if (/^[^"'`\s#][^\s#]*#/.test(value))
    return `has a # inside ${name}: put the value in quotes, or it is cut there.`
  return undefined
}
