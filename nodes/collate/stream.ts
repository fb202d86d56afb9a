// Plain text as one long line of tokens: every document followed by the end token. The three text collators cut it into
// windows of the same size, so the same length reads the same text whatever the objective.
import type { TokenColumn, TokenTable } from '../../core/batch.ts'
import type { Tokens } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'

export interface Stream {
  readonly length: number
  /** Copies tokens from `place` on until `into` is full. */
  read(place: number, into: Int32Array): void
}

/** Document r starts at starts[r] + r: r end tokens stand before it. */
export function stream(table: TokenTable, end: number): Stream {
  const { ids, starts } = table.columns.text ?? none
  const documents = starts.length - 1
  const start = (r: number) => (starts[r] as number) + r
  return {
    length: ids.length + documents,
    read(place, into) {
      let r = documentAt(place, documents, start)
      for (let i = 0; i < into.length; r++) {
        const from = place + i - r // in ids, where there are no end tokens
        const piece = ids.subarray(from, Math.min(starts[r + 1] as number, from + into.length - i))
        into.set(piece, i)
        i += piece.length
        if (i < into.length) into[i++] = end
      }
    },
  }
}

const none: TokenColumn = { ids: new Int32Array(0), starts: new Float64Array(1) }

/** The last document that starts at or before a place. */
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

/** Stops a text collator that is wired to pairs. */
export function needText(tokens: Tokens): void {
  if (tokens.rows.columns.includes('text')) return
  refuse('needs-text', {
    param: 'tokens',
    message: text('This block cuts up plain text, but the data holds pairs.', '此模块处理纯文本，但数据是句对。'),
    fix: text('Use “Pairs to batches” instead, or connect a text.', '请改用“句对批次”模块，或连接一段文本。'),
  })
}
