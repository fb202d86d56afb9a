import { noLabel, noPair, noScore, rowTooLarge } from '../../problems/data-problems.ts'
import { isNumber, withDecimalPoint } from '../columns/cell-values.ts'
import { parseQuestion } from '../columns/questions.ts'
import type { Lines } from '../encoding/lines.ts'
import type { TextRow } from '../read-context.ts'
import { taggedSentences } from './tagged-rows.ts'

type Reader = (lines: AsyncIterable<Lines>, name: string) => AsyncIterable<TextRow>

/** Turns the lines of a text file into rows, by the `format` of the source. Throws problems for lines that do not have this format. */
export const textFormats: Readonly<Record<string, Reader>> = {
  document: (lines, name) => joined(lines, name, () => false),
  paragraph: (lines, name) => joined(lines, name, line => line.trim() === ''),
  line: eachLine(text => ({ text: text.trim() })),
  pairs: eachLine(pair),
  labels: eachLine(labelled),
  scores: eachLine(scored),
  questions: eachLine(parseQuestion),
  tags: taggedSentences,
}

/** Characters of a text at most: a JavaScript string holds about 500 million. */
const maxTextCharacters = 400_000_000

/** Texts of several lines, separated where `ends` returns true. */
async function* joined(lines: AsyncIterable<Lines>, name: string, ends: (line: string) => boolean) {
  let open: string[] = []
  let length = 0
  const close = (): TextRow[] => {
    const text = open.join('\n').trim()
    open = []
    length = 0
    return text === '' ? [] : [{ text }]
  }
  for await (const some of lines)
    for (const line of some.lines) {
      if (ends(line)) yield* close()
      else open.push(line)
      length += line.length + 1
      if (length > maxTextCharacters) throw rowTooLarge(name, maxTextCharacters / 1e6)
    }
  yield* close()
}

/** One row for each non-empty line. */
function eachLine(row: (line: string, name: string, number: number) => TextRow): Reader {
  return async function* (lines, name) {
    for await (const { lines: some, from } of lines)
      for (const [i, line] of some.entries()) if (line.trim() !== '') yield row(line, name, from + i)
  }
}

function pair(line: string, name: string, number: number): TextRow {
  const cells = line.split('\t').map(cell => cell.trim())
  const [source, target] = cells
  if (cells.length !== 2 || !source || !target) throw noPair(name, number)
  return { source, target }
}

function labelled(line: string, name: string, number: number): TextRow {
  const [label, text] = beforeText(line)
  if (label === '' || text === '') throw noLabel(name, number)
  return { label, text }
}

function scored(line: string, name: string, number: number): TextRow {
  const [score, text] = beforeText(line)
  if (score === '' || text === '' || !isNumber(score)) throw noScore(name, number)
  return { score: withDecimalPoint(score), text }
}

/** The parts of a line before and after its first tab. */
function beforeText(line: string): readonly [string, string] {
  const cut = line.indexOf('\t')
  return cut < 0 ? ['', ''] : [line.slice(0, cut).trim(), line.slice(cut + 1).trim()]
}
