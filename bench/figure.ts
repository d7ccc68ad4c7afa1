/** Something measured, what it is held against, and what was measured along with it. */
export type Figure = {
  name: string
  value: number
  unit: string
  limit: { atMost: number } | { atLeast: number }
  comparedTo: string
}

export type Bench = { name: string; measure: (say: (line: string) => void) => Promise<Figure[]> }

export const isMet = ({ value, limit }: Figure): boolean =>
  'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast

export function printTable(figures: Figure[]): void {
  const rows = figures.map((figure) => [
    figure.name,
    `${round(figure.value)} ${figure.unit}`,
    'atMost' in figure.limit
      ? `≤ ${figure.limit.atMost} ${figure.unit}`
      : `≥ ${figure.limit.atLeast} ${figure.unit}`,
    isMet(figure) ? 'ok' : 'MISS',
    figure.comparedTo,
  ])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  for (const row of rows)
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`)
}

const round = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2))

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
