// Plain text as one stream of tokens: every document followed by the end token. The text collators cut it into
// windows of the same size, so that the same length reads the same text whatever the objective.

import { z } from 'zod'
import { param } from '../../../core/block/block.ts'
import type { TokenTable } from '../../../core/data/batch.ts'
import { boundaryMarks } from '../../../core/data/batch.ts'
import { tokenColumn } from '../../../core/data/token-column.ts'
import type { Tokens } from '../../../core/plan/plan.ts'
import { refuse } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'

export interface TokenStream {
  readonly length: number
  /** Copies tokens from `place` on until `into` is full. */
  read(place: number, into: Int32Array): void
  /** For `length` tokens from `place` on, 1 where a word starts; without marks, every token does. */
  wordStarts(place: number, length: number): Uint8Array
  /** The same for sentences; without marks, only documents start one. */
  sentenceStarts(place: number, length: number): Uint8Array
}

/**
 * The number of windows with `each` tokens in the stream, and of the tokens left over at its end. `more`: tokens that an
 * example reads of the next one.
 */
export function evenWindows(end: number, each: number, more = 0) {
  const examples = (table: TokenTable) => Math.max(0, Math.floor((tokenStream(table, end).length - more) / each))
  const read = (count: number) => (count > 0 ? count * each + more : 0)
  return { examples, leftoverTokens: (table: TokenTable) => tokenStream(table, end).length - read(examples(table)) }
}

/** Document r starts at starts[r] + r, because r end tokens precede it. */
export function tokenStream(table: TokenTable, end: number): TokenStream {
  const column = table.columns.text ?? emptyColumn
  const documents = column.rows
  const start = (r: number) => column.start(r) + r
  /** Calls back for each part of a document in a window: its position in the column, its length, and its position in the window. */
  const pieces = (place: number, length: number, piece: (from: number, count: number, at: number) => void) => {
    let r = documentAt(place, documents, start)
    for (let i = 0; i < length; r++) {
      const from = place + i - r // in the column, which has no end tokens
      const count = Math.max(0, Math.min(column.start(r + 1) - from, length - i))
      piece(from, count, i)
      i += count + 1 // an end token follows
    }
  }
  const marked = (place: number, length: number, mark: number) => {
    const result = new Uint8Array(length).fill(mark === boundaryMarks.word ? 1 : 0)
    if (!column.readBoundaryMarks) return result
    const marks = new Uint8Array(length)
    pieces(place, length, (from, count, at) => {
      column.readBoundaryMarks?.(from, marks.subarray(at, at + count))
      for (let i = at; i < at + count; i++) result[i] = (marks[i] as number) & mark ? 1 : 0
    })
    return result
  }
  return {
    length: column.length + documents,
    read: (place, into) =>
      pieces(place, into.length, (from, count, at) => {
        column.read(from, into.subarray(at, at + count))
        if (at + count < into.length) into[at + count] = end
      }),
    wordStarts: (place, length) => marked(place, length, boundaryMarks.word),
    sentenceStarts: (place, length) => marked(place, length, boundaryMarks.sentence),
  }
}

const emptyColumn = tokenColumn({ ids: new Int32Array(0), starts: [0] })

/** The last document that starts at or before a position. */
function documentAt(place: number, documents: number, start: (r: number) => number): number {
  let low = 0
  let high = documents - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (start(middle) <= place) low = middle
    else high = middle - 1
  }
  return low
}

/** Refuses data without plain text. */
export function requireTextColumn(tokens: Tokens): void {
  if (tokens.rows.columns.includes('text')) return
  refuse('needs-text', {
    param: 'tokens',
    message: text('This block needs plain text, but the data holds pairs.', '此模块需要纯文本，但数据是句对。'),
    fix: text(
      'Use “Seq2Seq pair collator” instead, or connect a text.',
      '请改用“Seq2Seq 句对整理器”，或连接一段文本。',
    ),
  })
}

/** The parameter `length` of the text collators; it has the same meaning in each. */
export const textLengthParam = param(z.int().min(8).max(4096).default(128), {
  label: text('Length', '长度'),
  help: text(
    'Text tokens per example. The same length uses the same amount of text with every objective. A longer one gives the model more context and takes more memory and time.',
    '每个样本包含的文本词元数。相同的长度在每种训练目标下使用同样多的文本。越长，模型的上下文越多，占用的内存和时间也越多。',
  ),
  unit: text('tokens', '词元'),
})
