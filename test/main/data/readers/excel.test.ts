import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unescapeXml } from '../../../../main/data/readers/formats/xml.ts'
import { reading } from './reading.ts'
import { zip } from './zip.ts'

const { rows, write, problem, warnings } = reading()
const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../../fixtures/tables', name))

test('a workbook as openpyxl writes it: the first sheet that is shown, without empty rows, dates as dates', async () => {
  write('book.xlsx', fixture('openpyxl.xlsx'))
  const found = await rows('book.xlsx', 'excel')
  const nothing = { Written: '', At: '', 'column 6': '', Sum: '' }
  expect(found).toEqual([
    {
      ...nothing,
      Review: 'Good, “very” <b> & more\nsecond line',
      Label: 'pos',
      Written: '2024-02-29',
      At: '13:30:00',
      Stars: '4.5',
    },
    {
      ...nothing,
      Review: '很好，真的 🐳',
      Label: 'pos',
      Written: '2024-03-01T08:15:30',
      Stars: '0.1',
      'column 6': 'extra',
    },
    { ...nothing, Review: 'Not good at all', Label: 'neg', Written: '1900-01-05', Stars: '3' },
    { ...nothing, Review: '  kept  ', Label: 'neg', Stars: 'true' },
  ])
  expect(warnings().at(-1)).toContain('Column 6')
  expect(warnings().join()).not.toContain('Sheet')
})

test('says which other sheets are there', async () => {
  const part = (name: string, content: string) => ({ name: `xl/${name}`, content: Buffer.from(content) })
  const names = ['About', 'Data', 'More']
  const cell = (name: string) => `<row><c t="inlineStr"><is><t>${name} of it</t></is></c></row>`
  const sheets = names.map((name, i) => `<sheet name="${name}" r:id="r${i}"/>`).join('')
  const targets = names.map((name, i) => `<Relationship Id="r${i}" Target="${name}.xml"/>`).join('')
  const book = [
    part('workbook.xml', `<workbook><sheets>${sheets}</sheets></workbook>`),
    part('_rels/workbook.xml.rels', `<Relationships>${targets}</Relationships>`),
    ...names.map(name => part(`${name}.xml`, `<worksheet><sheetData>${cell(name)}</sheetData></worksheet>`)),
  ]
  write('three.xlsx', zip(book))
  expect(await rows('three.xlsx', 'excel')).toEqual([{ 'column 1': 'About of it' }])
  expect(warnings().at(-1)).toMatch(
    /^Only the sheet “About” of .* was read, not: Data, More\. Choose another under “Sheet”\.$/,
  )
  const before = warnings().length
  expect(await rows('three.xlsx', 'excel', { options: { sheet: 'Data' } })).toHaveLength(1)
  expect(warnings()).toHaveLength(before)
})

test('a sheet by its name, and a name that is none', async () => {
  write('book.xlsx', fixture('openpyxl.xlsx'))
  expect(await rows('book.xlsx', 'excel', { options: { sheet: 'notes', header: 'no' } })).toEqual([
    { 'column 1': 'not this one' },
  ])
  const found = await problem('book.xlsx', 'excel', { options: { sheet: 'Sales' } })
  expect(found).toMatchObject({ code: 'no-sheet', param: 'sheet' })
  expect(found?.message.zh).toContain('notes、Reviews 评论')
})

test('a workbook as xlsxwriter writes it, with texts in their cells and dates in a format of its own; also within an archive', async () => {
  const wanted = [
    { text: 'a whale', label: 'sea', when: '2023-12-25' },
    { text: 'a fox', label: 'land', when: '2023-12-26' },
  ]
  write('folder/book.xlsx', fixture('xlsxwriter.xlsx'))
  write('folder/~$book.xlsx', 'somebody has it open')
  write('folder/._book.xlsx', 'from a Mac')
  expect(await rows('folder', 'excel')).toEqual(wanted)
  write('books.zip', zip([{ name: 'a/book.xlsx', content: fixture('xlsxwriter.xlsx') }]))
  expect(await rows('books.zip', 'excel')).toEqual(wanted)
})

test('tags with a prefix, days from 1904 on, formulas, errors, and rows without places for their cells', async () => {
  const xml = (content: string) => Buffer.from(`<?xml version="1.0"?>${content}`)
  const cells =
    '<x:c t="str"><x:f>A1</x:f><x:v>a &lt; b_x000D_</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c s="1"><x:v>0.5</x:v></x:c>'
  write(
    'odd.xlsx',
    zip([
      {
        name: 'xl/workbook.xml',
        content: xml(
          '<x:workbook><x:workbookPr date1904="1"/><x:sheets><x:sheet name="S" r:id="r1"/></x:sheets></x:workbook>',
        ),
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content: xml('<Relationships><Relationship Id="r1" Target="/xl/one.xml"/></Relationships>'),
      },
      {
        name: 'xl/styles.xml',
        content: xml('<x:styleSheet><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="14"/></x:cellXfs></x:styleSheet>'),
      },
      {
        name: 'xl/one.xml',
        content: xml(`<x:worksheet><x:sheetData><x:row>${cells}</x:row></x:sheetData></x:worksheet>`),
      },
    ]),
  )
  expect(await rows('odd.xlsx', 'excel', { options: { header: 'no' } })).toEqual([
    { 'column 1': 'a < b\r', 'column 2': '', 'column 3': '1904-01-01T12:00:00' },
  ])
})

test('what is no workbook, is damaged, locked or without rows is a problem with a fix', async () => {
  write('cut.xlsx', fixture('openpyxl.xlsx').subarray(0, 3000))
  expect(await problem('cut.xlsx', 'excel')).toMatchObject({ code: 'packed-damaged' })
  write('other.xlsx', zip([{ name: 'content.xml', content: Buffer.from('<x/>') }]))
  expect(await problem('other.xlsx', 'excel')).toMatchObject({ code: 'damaged-table' })
  write('locked.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex'))
  expect(await problem('locked.xlsx', 'excel')).toMatchObject({
    code: 'locked-archive',
    fix: { en: expect.stringContaining('Excel') },
  })
  write('book.xlsx', fixture('openpyxl.xlsx'))
  expect(await problem('book.xlsx', 'csv')).toMatchObject({
    code: 'excel-file',
    fix: { zh: expect.stringContaining('Excel 工作簿') },
  })
})

test('escapes are undone once', () => {
  expect(unescapeXml('&amp;lt; &#x9CB8;&#38; &unknown; _x0041_')).toBe('&lt; 鲸& &unknown; A')
})
