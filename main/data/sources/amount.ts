/** A comma before decimals; one before three digits may part thousands, unless only a zero stands before it. */
const decimalComma = /^[+-]?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+)$/

/** A cell with a point before its decimals, where most of Europe writes a comma. */
export const withPoint = (cell: string): string => (decimalComma.test(cell.trim()) ? cell.replace(',', '.') : cell)

/** Whether a cell is a number, with a point or a comma before its decimals. */
export const isNumber = (cell: string): boolean => Number.isFinite(Number(withPoint(cell)))
