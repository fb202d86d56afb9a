import { boundaryMarks } from '../../../core/data/batch.ts'
import type { MarkedIds } from './tokenizer.ts'
import type { ChunkMarks } from './word-marks.ts'

/** The tokens of a chunk of text, independent of its position, and marks of what starts at each. */
export interface ChunkTokens extends ChunkMarks {
  readonly ids: ArrayLike<number>
}

/** Tokens for which no marks are needed. */
export const withoutMarks = (ids: ArrayLike<number>): ChunkTokens => ({
  ids,
  marks: new Uint8Array(ids.length),
  begins: -1,
  stops: 'before',
})

export type TokenBuffer = ReturnType<typeof tokenBuffer>

/** Collects the tokens of a text and their marks, in memory that is reused for the next text. */
export function tokenBuffer() {
  let [ids, marks] = [new Int32Array(4096), new Uint8Array(4096)]
  let length = 0
  let stopped = false
  const roomFor = (more: number) => {
    if (length + more <= ids.length) return
    const [moreIds, moreMarks] = [new Int32Array(2 * (length + more)), new Uint8Array(2 * (length + more))]
    moreIds.set(ids)
    moreMarks.set(marks)
    ids = moreIds
    marks = moreMarks
  }
  return {
    special(id: number): void {
      roomFor(1)
      ids[length] = id
      marks[length++] = boundaryMarks.word
      stopped = false
    },
    /** Appends the tokens `from` up to `to` of a chunk in larger arrays. */
    add(some: ArrayLike<number>, own: Uint8Array, from: number, to: number): void {
      roomFor(to - from)
      for (let i = from; i < to; i++) {
        ids[length] = some[i] as number
        marks[length++] = own[i] as number
      }
    },
    /** Updates the marks at the edges of the chunk that was appended last. */
    sentence(count: number, begins: number, stops: ChunkMarks['stops']): void {
      if (stopped && begins >= 0) marks[length - count + begins] = boundaryMarks.word + boundaryMarks.sentence
      if (stops !== 'before') stopped = stops
    },
    /** Returns what was collected, and starts anew. */
    take(): MarkedIds {
      const found = { ids: ids.slice(0, length), marks: marks.slice(0, length) }
      length = 0
      stopped = false
      return found
    },
  }
}
