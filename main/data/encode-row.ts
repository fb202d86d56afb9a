import { marksOf } from '../../core/batch.ts'
import type { Row } from '../../core/block.ts'
import type { Column } from '../../core/plan/plan.ts'
import { unknownLabel } from './data-problems.ts'
import { wordsIn } from './spaced-words.ts'
import { tokensAround } from './token-characters.ts'
import type { Marked, Tokenizer } from './tokenizer.ts'

interface Given {
  readonly labels: readonly string[]
  readonly tokenizer: Tokenizer
}
type Found = Iterable<Marked> | Promise<Iterable<Marked>>
type Encoder = (texts: Row['texts'], given: Given) => Found

/** Columns that are not plain text. */
const encoders: Readonly<Partial<Record<Column, Encoder>>> = {
  label: ({ label = '' }, { labels }) => [placesOf([label], labels)],
  score: ({ score = '' }) => [unmarked(new Int32Array(Float32Array.of(Number(score)).buffer))],
  tokens: ({ tokens = '' }, { tokenizer }) => [tokenizer.encodeWords(wordsIn(tokens))],
  tags: ({ tokens = '', tags = '' }, { labels }) => {
    const [words, named] = [wordsIn(tokens).length, wordsIn(tags)]
    if (named.length !== words) throw new Error(`encodeRow: ${named.length} tags for ${words} words in “${tokens}”`)
    return [placesOf(named, labels)]
  },
  context: ({ context = '' }, { tokenizer }) => [unmarked(tokenizer.encodePlain(context))],
  answer: async ({ context = '', answer = '', start }, { tokenizer }) => {
    const from = Number(start)
    if (context.slice(from, from + answer.length) !== answer || answer === '')
      throw new Error(`encodeRow: “${answer}” is not at ${start} in “${context}”`)
    const places = await tokenizer.places(context)
    return [unmarked(Int32Array.from(tokensAround(places, { from, to: from + answer.length })))]
  },
}

/** Tokens of a row's column, in pieces that follow one another. A promise only where the library is asked: text does not wait. */
export const encodeRow = (column: Column, texts: Row['texts'], given: Given): Found =>
  encoders[column]?.(texts, given) ?? encoded(texts[column] ?? '', given)

function* encoded(text: string, { tokenizer }: Given): Generator<Marked> {
  for (const piece of tokenizer.pieces(text)) yield tokenizer.encodeMarked(piece)
}

/** A label is one token: its place among the labels. */
function placesOf(named: readonly string[], labels: readonly string[]): Marked {
  const ids = Int32Array.from(named, label => {
    const place = labels.indexOf(label)
    if (place < 0) throw unknownLabel(label, labels)
    return place
  })
  return unmarked(ids)
}

/** Where nobody knows of words, every token starts one. */
const unmarked = (ids: Int32Array): Marked => ({ ids, marks: new Uint8Array(ids.length).fill(marksOf.word) })

/** Whether people wrote what stands in a column, so that a tokenizer can learn from it. */
export const isText = (column: string): boolean => !['label', 'score', 'tags', 'answer', 'start'].includes(column)
