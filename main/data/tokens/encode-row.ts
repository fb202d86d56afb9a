import type { Row } from '../../../core/block/abilities.ts'
import type { Column } from '../../../core/data/batch.ts'
import { boundaryMarks } from '../../../core/data/batch.ts'
import type { MarkedIds, Tokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import { tokensCovering } from '../../tokenizer/encode/token-offsets.ts'
import { unknownLabel } from '../problems/data-problems.ts'
import { splitWords } from '../readers/columns/cell-values.ts'

interface Given {
  readonly labels: readonly string[]
  readonly tokenizer: Tokenizer
}
type Found = Iterable<MarkedIds> | Promise<Iterable<MarkedIds>>
type Encoder = (texts: Row['texts'], given: Given) => Found

/** Encoders of the columns that are not plain text. */
const encoders: Readonly<Partial<Record<Column, Encoder>>> = {
  label: ({ label = '' }, { labels }) => [labelIds([label], labels)],
  score: ({ score = '' }) => [withWordMarks(new Int32Array(Float32Array.of(Number(score)).buffer))],
  tokens: ({ tokens = '' }, { tokenizer }) => [tokenizer.encodeWords(splitWords(tokens))],
  tags: ({ tokens = '', tags = '' }, { labels }) => {
    const [words, named] = [splitWords(tokens).length, splitWords(tags)]
    if (named.length !== words) throw new Error(`encodeRow: ${named.length} tags for ${words} words in “${tokens}”`)
    return [labelIds(named, labels)]
  },
  context: ({ context = '' }, { tokenizer }) => [withWordMarks(tokenizer.encodePlain(context))],
  answer: async ({ context = '', answer = '', start }, { tokenizer }) => {
    const from = Number(start)
    if (context.slice(from, from + answer.length) !== answer || answer === '')
      throw new Error(`encodeRow: “${answer}” does not start at ${start} in “${context}”`)
    const places = await tokenizer.places(context)
    return [withWordMarks(Int32Array.from(tokensCovering(places, { from, to: from + answer.length })))]
  },
}

/** The tokens of a row's column, in consecutive chunks. A promise only where the native library is called: plain text is encoded synchronously. */
export const encodeRow = (column: Column, texts: Row['texts'], given: Given): Found =>
  encoders[column]?.(texts, given) ?? encodeText(texts[column] ?? '', given)

function* encodeText(text: string, { tokenizer }: Given): Generator<MarkedIds> {
  for (const piece of tokenizer.pieces(text)) yield tokenizer.encodeMarked(piece)
}

/** A label is one token: its index among the labels. */
function labelIds(named: readonly string[], labels: readonly string[]): MarkedIds {
  const ids = Int32Array.from(named, label => {
    const place = labels.indexOf(label)
    if (place < 0) throw unknownLabel(label, labels)
    return place
  })
  return withWordMarks(ids)
}

/** Without knowledge of words, every token starts one. */
const withWordMarks = (ids: Int32Array): MarkedIds => ({
  ids,
  marks: new Uint8Array(ids.length).fill(boundaryMarks.word),
})

/** Whether a column holds natural text, so that a tokenizer can be trained on it. */
export const isTextColumn = (column: string): boolean => !['label', 'score', 'tags', 'answer', 'start'].includes(column)
