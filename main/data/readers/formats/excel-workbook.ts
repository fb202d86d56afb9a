import { damagedTable, noSheet } from '../../problems/table-problems.ts'
import { zipEntries } from '../archives/zip-entries.ts'
import type { DataFile } from '../read-context.ts'
import { attribute, elementsIn, streamElements, unescapeXml } from './xml.ts'

/** A sheet of an Excel workbook, and what its cells refer to. */
export interface Workbook {
  readonly sheet: AsyncIterable<string>
  /** Shared strings, which cells refer to by index. */
  readonly strings: readonly string[]
  /** For each cell format, whether it shows a number as a date. */
  readonly dates: readonly boolean[]
  /** Whether days are counted from 1904, as on old Macs. */
  readonly from1904: boolean
  /** The name of the sheet, and those of the other visible sheets. */
  readonly name: string
  readonly others: readonly string[]
}

/** Opens a sheet by its name; '' is the first visible one. Throws problems. */
export async function openWorkbook(file: DataFile, wanted: string): Promise<Workbook> {
  const parts = new Map((await zipEntries(file, ['.xml', '.rels'])).map(part => [partName(part.name, file), part]))
  const book = await textOf(parts.get('xl/workbook.xml'), file)
  const targets = new Map(
    elementsIn(await textOf(parts.get('xl/_rels/workbook.xml.rels'), file), 'Relationship').map(({ element }) => [
      attribute(element, 'Id'),
      attribute(element, 'Target') ?? '',
    ]),
  )
  const sheets = elementsIn(book, 'sheet').map(({ element }) => ({
    name: attribute(element, 'name') ?? '',
    hidden: (attribute(element, 'state') ?? 'visible') !== 'visible',
    target: targets.get(attribute(element, 'id')) ?? '',
  }))
  const chosen =
    wanted === '' ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0]) : sheets.find(({ name }) => name === wanted)
  if (!chosen)
    throw noSheet(
      file.name,
      wanted,
      sheets.map(({ name }) => name),
    )
  const sheet = parts.get(chosen.target.startsWith('/') ? chosen.target.slice(1) : `xl/${chosen.target}`)
  if (!sheet) throw damagedTable(file.name, 'Excel')
  const strings = parts.get('xl/sharedStrings.xml')
  const styles = parts.get('xl/styles.xml')
  return {
    name: chosen.name,
    others: sheets.filter(one => one !== chosen && !one.hidden).map(({ name }) => name),
    sheet: letters(sheet),
    strings: strings ? await stringsOf(strings, file) : [],
    dates: styles ? datesOf(await textOf(styles, file)) : [],
    from1904: elementsIn(book, 'workbookPr').some(({ element }) =>
      ['1', 'true'].includes(attribute(element, 'date1904') ?? ''),
    ),
  }
}

const partName = (name: string, file: DataFile) => name.slice(`${file.name} › `.length)

async function* letters(part: DataFile): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const bytes of part.bytes()) yield decoder.decode(bytes, { stream: true })
}

async function textOf(part: DataFile | undefined, file: DataFile): Promise<string> {
  if (!part) throw damagedTable(file.name, 'Excel')
  return (await Array.fromAsync(letters(part))).join('')
}

async function stringsOf(part: DataFile, file: DataFile): Promise<string[]> {
  const strings: string[] = []
  for await (const element of streamElements(letters(part), 'si', file.name)) strings.push(richText(element))
  return strings
}

/** The text of rich text runs, without the phonetic guides of Japanese. */
export const richText = (element: string): string =>
  elementsIn(element.replace(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g, ''), 't')
    .map(({ content }) => unescapeXml(content))
    .join('')

/** Built-in number formats for dates and times, also those for Chinese, Japanese and Korean. */
const isDateFormat = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

function datesOf(styles: string): boolean[] {
  const own = new Map(
    elementsIn(styles, 'numFmt').map(({ element }) => [
      attribute(element, 'numFmtId'),
      attribute(element, 'formatCode') ?? '',
    ]),
  )
  const [formats] = elementsIn(styles, 'cellXfs')
  return elementsIn(formats?.content ?? '', 'xf').map(({ element }) => {
    const id = attribute(element, 'numFmtId')
    const code = own.get(id)
    return code === undefined ? isDateFormat(Number(id)) : /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''))
  })
}
