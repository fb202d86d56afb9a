import { noTag } from '../../problems/data-problems.ts'
import type { Lines } from '../encoding/lines.ts'
import type { TextRow } from '../read-context.ts'

type Cells = readonly string[]

/** The cells of a line: separated by tabs or, in a line without tabs, by spaces. */
export const tagCells = (line: string): string[] =>
  line.includes('\t')
    ? line
        .trimEnd()
        .split('\t')
        .map(cell => cell.trim())
    : line.trim().split(/[^\S\u00a0]+/)

/** Matches the line that starts a document in CoNLL-2003 files. */
export const isDocumentStart = (cells: Cells) => cells[0] === '-DOCSTART-'
/** Matches the numbers of multiword tokens and empty nodes in CoNLL-U lines. */
const isUnwrittenWord = (cells: Cells) => cells.length === conlluCells && /^\d+[-.]\d+$/.test(cells[0] ?? '')
/** Cells of a CoNLL-U line: index, form, lemma, universal part of speech and more. */
export const conlluCells = 10

/**
 * Reads a word and its tag from each line, its first and last cell; an empty line ends a sentence. In files with numbered
 * words (CoNLL-U) the word is the second cell, and the universal part of speech the fourth. Comment lines start
 * with # and have no tab. Throws a problem for a line that does not have the format of the first.
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
