/** Ends an entry where spaces do not tell entries apart; nobody sees it, and nobody writes it. */
const entryEnd = '\u2063'
const between = `${entryEnd} `

/** The entries of a list as a cell, with spaces between them; `entriesOf` gets them back, also those with a space inside. */
export function joinEntries(entries: readonly string[]): string {
  if (entries.every(entry => entry.trim() === '')) return ''
  return entries.every(entry => /^\S+$/.test(entry))
    ? entries.join(' ')
    : entries.map(entry => entry + entryEnd).join(' ')
}

/** The entries of a list in a cell, not more than `most`; of a cell that was no list, its words. */
export function splitEntries(cell: string, most?: number): string[] {
  if (cell.endsWith(entryEnd)) return cell.slice(0, -entryEnd.length).split(between, most)
  return cell.trim().split(/\s+/, most)
}

/** A cell as a text to read. */
export const plainCellText = (cell: string): string => (cell.includes(entryEnd) ? cell.replaceAll(entryEnd, '') : cell)

/** A comma before decimals; one before three digits may part thousands, unless only a zero stands before it. */
const decimalComma = /^[+-]?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+)$/

/** A cell with a point before its decimals, where most of Europe writes a comma. */
export const withDecimalPoint = (cell: string): string =>
  decimalComma.test(cell.trim()) ? cell.replace(',', '.') : cell

/** Whether a cell is a number, with a point or a comma before its decimals. */
export const isNumber = (cell: string): boolean => Number.isFinite(Number(withDecimalPoint(cell)))

// The words of a row are one text with spaces between them (core/plan/plan.ts): a space within a word is one that does not break.

const nonBreakingSpace = '\u00a0'

/** Words, or tags, as the text that a row has of them. */
export const joinWords = (words: readonly string[]): string =>
  words.map(word => word.trim().replace(/\s+/g, nonBreakingSpace)).join(' ')

/** The words, or tags, of such a text. */
export const splitWords = (text: string): string[] =>
  text.split(' ').map(word => word.replaceAll(nonBreakingSpace, ' '))
