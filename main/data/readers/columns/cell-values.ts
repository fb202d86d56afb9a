/** Separates entries that contain spaces: an invisible character that nobody types. */
const entryEnd = '\u2063'
const between = `${entryEnd} `

/** The entries of a list as a cell, joined by spaces; the function below splits them again, also those with a space inside. */
export function joinEntries(entries: readonly string[]): string {
  if (entries.every(entry => entry.trim() === '')) return ''
  return entries.every(entry => /^\S+$/.test(entry))
    ? entries.join(' ')
    : entries.map(entry => entry + entryEnd).join(' ')
}

/** The entries of a list in a cell, at most `maxEntries`; of any other cell, its words. */
export function splitEntries(cell: string, maxEntries?: number): string[] {
  if (cell.endsWith(entryEnd)) return cell.slice(0, -entryEnd.length).split(between, maxEntries)
  return cell.trim().split(/\s+/, maxEntries)
}

/** A cell as readable text. */
export const plainCellText = (cell: string): string => (cell.includes(entryEnd) ? cell.replaceAll(entryEnd, '') : cell)

/** Matches a decimal comma; before three digits a comma may separate thousands, unless only a zero precedes it. */
const decimalComma = /^[+-]?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+)$/

/** A cell with a decimal point in place of a decimal comma. */
export const withDecimalPoint = (cell: string): string =>
  decimalComma.test(cell.trim()) ? cell.replace(',', '.') : cell

/** Whether a cell is a number, with a decimal point or comma. */
export const isNumber = (cell: string): boolean => Number.isFinite(Number(withDecimalPoint(cell)))

// The words of a row are one text joined by spaces (see Row in core): a space within a word is stored as a no-break space.

const nonBreakingSpace = '\u00a0'

/** Words or tags as the text of a row. */
export const joinWords = (words: readonly string[]): string =>
  words.map(word => word.trim().replace(/\s+/g, nonBreakingSpace)).join(' ')

/** The words or tags in such a text. */
export const splitWords = (text: string): string[] =>
  text.split(' ').map(word => word.replaceAll(nonBreakingSpace, ' '))
