import { noTag } from '../../problems/data-problems.ts'
import type { Lines } from '../encoding/lines.ts'
import type { TextRow } from '../read-context.ts'

type Cells = readonly string[]

/** The cells of a line: between tabs, and in a line without any between spaces. */
export const tagCells = (line: string): string[] =>
  line.includes('\t')
    ? line
        .trimEnd()
        .split('\t')
        .map(cell => cell.trim())
    : line.trim().split(/[^\S\u00a0]+/)

/** Lines that begin a document in the files of CoNLL-2003. */
export const isDocumentStart = (cells: Cells) => cells[0] === '-DOCSTART-'
/** Words that are parts of one, and words that are not written, in the lines of Universal Dependencies. */
const isUnwrittenWord = (cells: Cells) => cells.length === conlluCells && /^\d+[-.]\d+$/.test(cells[0] ?? '')
/** So many cells have the lines of Universal Dependencies: a number, the word, its stem, its class and more. */
export const conlluCells = 10

/**
 * A word and its tag in each line, the first and the last of its cells; an empty line ends a sentence. Where the words of a
 * sentence are numbered, the word is the second cell, and the tag of Universal Dependencies the fourth. Lines of remarks start
 * with # and have no tab. Throws a problem for a line that is unlike the first.
 */
export async function* taggedSentences(lines: AsyncIterable<Lines>, name: string): AsyncGenerator<TextRow> {
  let sentence: Cells[] = []
  let width: number | undefined
  let numbered: boolean | undefined
  const close = (): TextRow[] => {
    if (sentence.length === 0) return []
    if (sentence.length > 1) numbered ??= areNumbered(sentence)
    const tagged = sentence.map(wordAndTag(numbered ?? width === conlluCells))
    sentence = []
    const [tokens, tags] = ([0, 1] as const).map(side => tagged.map(word => word[side]).join(' '))
    return tokens && tags ? [{ tokens, tags }] : []
  }
  for await (const { lines: some, from } of lines)
    for (const [i, line] of some.entries()) {
      const cells = tagCells(line)
      if (line.trim() === '' || isDocumentStart(cells)) yield* close()
      else if (isComment(line) && (sentence.length === 0 || cells.length !== width)) continue
      else {
        width ??= cells.length
        if (width < 2 || cells.length !== width || !cells.every(isWord)) throw noTag(name, from + i)
        if (!isUnwrittenWord(cells)) sentence.push(cells)
      }
    }
  yield* close()
}

export const isComment = (line: string) => line.startsWith('#') && !line.includes('\t')
const isWord = (cell: string, place: number, { length }: Cells) =>
  length > 2 && place > 1 && place < length - 1 ? true : cell !== '' && !/[^\S\u00a0]/.test(cell)
const areNumbered = (sentence: readonly Cells[]) =>
  (sentence[0]?.length ?? 0) > 2 && sentence.every(([number], i) => number === String(i + 1))

const wordAndTag =
  (numbered: boolean) =>
  (cells: Cells): readonly [string, string] => {
    const tag = numbered && cells.length === conlluCells ? cells[3] : cells.at(-1)
    return [cells[numbered ? 1 : 0] ?? '', tag ?? '']
  }
