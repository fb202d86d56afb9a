/** Ends an entry where spaces do not tell entries apart; nobody sees it, and nobody writes it. */
const end = '\u2063'
const between = `${end} `

/** The entries of a list as a cell, with spaces between them; `entriesOf` gets them back, also those with a space inside. */
export function listed(entries: readonly string[]): string {
  if (entries.every(entry => entry.trim() === '')) return ''
  return entries.every(entry => /^\S+$/.test(entry)) ? entries.join(' ') : entries.map(entry => entry + end).join(' ')
}

/** The entries of a list in a cell, not more than `most`; of a cell that was no list, its words. */
export function entriesOf(cell: string, most?: number): string[] {
  if (cell.endsWith(end)) return cell.slice(0, -end.length).split(between, most)
  return cell.trim().split(/\s+/, most)
}

/** A cell as a text to read. */
export const textOf = (cell: string): string => (cell.includes(end) ? cell.replaceAll(end, '') : cell)
