import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { random } from '../../../../core/random.ts'
import { CsvFault, csvCutter, type Layout } from '../../../../main/data/sources/csv-records.ts'

function cut(pieces: readonly string[], layout: Layout, most?: number) {
  const cutter = csvCutter(layout, most)
  return [...pieces.flatMap(piece => [...cutter.rows(piece)]), ...cutter.last()]
}

/** The cells, or what is wrong with them. */
function cells(work: () => readonly (readonly string[])[]): unknown {
  try {
    return work()
  } catch (error) {
    if (error instanceof CsvFault) return error.code
    return codes[(error as { code: string }).code] ?? 'a letter to us'
  }
}
const codes: Readonly<Record<string, CsvFault['code']>> = {
  CSV_QUOTE_NOT_CLOSED: 'open-quote',
  CSV_INVALID_CLOSING_QUOTE: 'stray-quote',
}

const layouts: readonly Layout[] = [
  { delimiter: ',', quote: '"', escape: '"' },
  { delimiter: ',', quote: '"', escape: '\\' },
  { delimiter: '\t', quote: null, escape: null },
  { delimiter: ';', quote: "'", escape: "'" },
]

describe('cutting a table in text', () => {
  test.each(layouts)('finds the cells that csv-parse finds, in pieces that end anywhere: %j', layout => {
    const { next } = random(7)
    const { delimiter, quote } = layout
    const signs = ['a', '鲸 ', delimiter, delimiter, quote ?? 'b', quote ?? "'", '\n', '\r\n', '\r', '\\', '👋']
    const wholes = [`${quote ?? ''}in, quotes\n${quote ?? ''}`, `${quote ?? ''}${quote ?? ''}`, 'bare']
    const any = (list: readonly string[]) => list[Math.floor(next() * list.length)] as string
    for (let round = 0; round < 4000; round++) {
      const parts = Array.from({ length: 1 + Math.floor(next() * 14) }, () => any(next() < 0.4 ? wholes : signs))
      const text = parts.join(next() < 0.5 ? '' : delimiter)
      const pieces = text.split(/(?=[\s\S])/u).flatMap(sign => (next() < 0.5 ? [sign, ''] : [sign]))
      const whole = cells(() => cut([text], layout).map(row => row.cells))
      const wanted = cells(() =>
        parse(text, {
          ...layout,
          record_delimiter: ['\r\n', '\n', '\r'],
          relax_column_count: true,
          skip_empty_lines: true,
        }),
      )
      if (wanted !== 'a letter to us') expect([text, whole]).toEqual([text, wanted])
      expect([text, cells(() => cut(pieces, layout).map(row => row.cells))]).toEqual([text, whole])
    }
  })

  test('knows the line on which each row begins, also after cells of several lines', () => {
    const text = 'a,b\r\n\n"c\nd\n",e\rf,g'
    expect(cut([text], layouts[0] as Layout).map(({ line }) => line)).toEqual([1, 3, 6])
    expect(() => cut([`${text}\n"open`], layouts[0] as Layout)).toThrow('line 7: open-quote')
  })

  test('refuses rows without end', () => {
    expect(() => cut(['a,"', 'b'.repeat(60), 'c'.repeat(60)], layouts[0] as Layout, 100)).toThrow('too-large')
    expect(() => cut(['abcde,'.repeat(40)], layouts[0] as Layout, 100)).toThrow('too-large')
  })

  test('takes a cell with many backslashes in one go', () => {
    const started = Date.now()
    const [row] = cut([`"${'\\a'.repeat(300_000)}"`], layouts[1] as Layout)
    expect(row?.cells).toEqual(['a'.repeat(300_000)])
    expect(Date.now() - started).toBeLessThan(5000)
  })
})
