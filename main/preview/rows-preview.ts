import type { Row } from '../../core/block/abilities.ts'
import { lengthHistogram } from '../../core/preview/length-histogram.ts'
import type { LabelCount, PreviewRow, RowsPreview } from '../../core/preview/preview.ts'
import { identifyLanguage } from '../../nodes/data/language/identify-language.ts'
import { encodingName } from '../data/problems/data-problems.ts'
import { splitWords } from '../data/readers/columns/cell-values.ts'
import { isTextColumn } from '../data/tokens/encode-row.ts'
import type { PreviewData } from './preview-data.ts'

/** The first rows, and figures about all that were read. */
export async function rowsPreview(
  most: number,
  { stream, encodings }: PreviewData,
): Promise<Omit<RowsPreview, 'whole' | 'remarks'>> {
  const rows: PreviewRow[] = []
  const counts: Record<string, number> = {}
  const lengths = new Map<string, number[]>()
  const labels = new Map<string, number>()
  const languages = new Map<string, number>()
  let looked = 0
  for await (const group of stream)
    for (const { part, texts } of group) {
      counts[part] = (counts[part] ?? 0) + 1
      for (const [column, text] of Object.entries(texts))
        if (isTextColumn(column)) listIn(lengths, column).push(text.length)
      for (const label of labelsOf(texts)) count(labels, label)
      if (looked++ < maxLanguageRows) for (const language of languagesOf(texts)) count(languages, language)
      if (rows.length < most) rows.push({ part, texts: shortened(texts) })
    }
  return {
    kind: 'rows',
    columns: [...new Set(rows.flatMap(row => Object.keys(row.texts)))],
    rows,
    counts,
    lengths: Object.fromEntries(Array.from(lengths, ([column, all]) => [column, lengthHistogram(all)])),
    labels: countsDescending(labels),
    languages: countsDescending(languages),
    encodings: countsDescending(countOf([...encodings.values()].map(encodingName))),
  }
}

function listIn(lists: Map<string, number[]>, name: string): number[] {
  const list = lists.get(name) ?? []
  lists.set(name, list)
  return list
}

const countOf = (names: readonly string[]) => {
  const counts = new Map<string, number>()
  for (const name of names) count(counts, name)
  return counts
}
const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)

/** Rows whose language is detected: enough to see which languages there are. */
const maxLanguageRows = 1000

const languagesOf = (texts: Row['texts']): readonly string[] =>
  Object.entries(texts).flatMap(([column, text]) => (isTextColumn(column) ? [identifyLanguage(text) ?? ''] : []))

const labelsOf = ({ label, tags }: Row['texts']): readonly string[] =>
  label === undefined ? (tags === undefined ? [] : splitWords(tags)) : [label]

const maxLabels = 50

const countsDescending = (labels: ReadonlyMap<string, number>): LabelCount[] =>
  Array.from(labels, ([label, count]) => ({ label, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, maxLabels)

/** A row may be a whole book, which is too long for a table. */
const maxCellCharacters = 600

const shortened = (texts: Row['texts']): Row['texts'] =>
  Object.fromEntries(
    Object.entries(texts).map(([column, text]) => [
      column,
      text.length > maxCellCharacters ? `${text.slice(0, maxCellCharacters)}…` : text,
    ]),
  )
