import { richText, type Workbook } from './excel-workbook.ts'
import { attribute, elementsIn, streamElements, unescapeXml } from './xml.ts'

/** The cells of each non-empty row of a sheet, as text. */
export async function* excelCells(book: Workbook, file: string): AsyncGenerator<string[]> {
  for await (const row of streamElements(book.sheet, 'row', file)) {
    const cells: string[] = []
    for (const { element, content } of elementsIn(row, 'c')) {
      const place = placeOf(attribute(element, 'r')) ?? cells.length
      while (cells.length < place) cells.push('')
      cells[place] = cellOf(element, content, book)
    }
    if (cells.some(cell => cell.trim() !== '')) yield cells
  }
}

/** The column index of “BC12”, from 0. */
function placeOf(name: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(name ?? '')?.[0]
  if (letters === undefined) return undefined
  return [...letters].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function cellOf(element: string, content: string, book: Workbook): string {
  const type = attribute(element, 't') ?? 'n'
  if (type === 'inlineStr') return richText(content)
  const value = elementsIn(content, 'v').map(({ content }) => unescapeXml(content))[0] ?? ''
  if (type === 's') return book.strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (type === 'e') return '' // an error such as #N/A: there is no value
  if (type !== 'n' || value === '' || !Number.isFinite(Number(value))) return value
  const isDate = book.dates[Number(attribute(element, 's') ?? -1)] ?? false
  return isDate ? dateOf(Number(value), book.from1904) : String(Number(value))
}

const day = 86_400_000

/** A date, a time or both in ISO 8601. Excel counts days from 1900 and treats 1900 as a leap year. */
function dateOf(days: number, from1904: boolean): string {
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const date = new Date(start + Math.round(days * 86_400) * 1000)
  if (Number.isNaN(date.getTime())) return String(days)
  const [written = '', time = ''] = date.toISOString().slice(0, 19).split('T')
  if (days < 1 && !from1904) return time
  return date.getTime() % day === 0 ? written : `${written}T${time}`
}
