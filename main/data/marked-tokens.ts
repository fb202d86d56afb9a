import { marksOf } from '../../core/batch.ts'
import type { Marked } from './tokenizers/tokenizer.ts'
import { joined, type Piece, wordMarks } from './word-marks.ts'

/** Tokens of a stretch of text that are always the same, and the pieces of text they make up. */
export interface Stretch {
  readonly ids: Int32Array
  readonly pieces: readonly (Piece | 'special')[]
}

/** `special`: one token that is no part of the text. */
export const stretch = (ids: readonly number[], pieces: readonly (Piece | 'special')[]): Stretch => ({
  ids: Int32Array.from(ids),
  pieces: pieces.includes('special') ? pieces : joined(pieces.filter(piece => piece !== 'special')),
})

export const special = (id: number): Stretch => stretch([id], ['special'])

/** Collects the tokens of a text and what starts at each, in memory that is used again for the next text. */
export function markedTokens() {
  let [ids, marks] = [new Int32Array(4096), new Uint8Array(4096)]
  let length = 0
  let words = wordMarks()
  const roomFor = (more: number) => {
    if (length + more <= ids.length) return
    const [moreIds, moreMarks] = [new Int32Array(2 * (length + more)), new Uint8Array(2 * (length + more))]
    moreIds.set(ids)
    moreMarks.set(marks)
    ids = moreIds
    marks = moreMarks
  }
  return {
    add({ ids: more, pieces }: Stretch): void {
      roomFor(more.length)
      for (let i = 0; i < more.length; i++) ids[length + i] = more[i] as number
      for (const piece of pieces) {
        if (piece === 'special') {
          marks[length++] = marksOf.word
          words = wordMarks()
          continue
        }
        const { marks: own } = piece
        marks[length] = words.next(piece)
        for (let i = 1; i < own.length; i++) marks[length + i] = own[i] as number
        length += own.length
      }
    },
    /** What was collected. The next text begins with nothing. */
    take(): Marked {
      const found = { ids: ids.slice(0, length), marks: marks.slice(0, length) }
      length = 0
      words = wordMarks()
      return found
    },
  }
}
