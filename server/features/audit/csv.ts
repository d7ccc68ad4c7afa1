const separator = ';'

/** Excel in Portuguese splits at `;` and takes a file for UTF-8 only when it begins with this mark. */
export const byteOrderMark = '\uFEFF'

export const csvLine = (cells: ReadonlyArray<string | number | null>): string =>
  `${cells.map(csvCell).join(separator)}\r\n`

function csvCell(value: string | number | null): string {
  const cell = disarm(value === null ? '' : String(value))
  return /[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

// A spreadsheet would run a cell that begins like a formula, and a user agent or a name is written by strangers.
const disarm = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)
