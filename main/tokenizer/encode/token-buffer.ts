import { boundaryMarks } from '../../../core/data/batch.ts'
import type { MarkedIds } from './tokenizer.ts'
import type { ChunkMarks } from './word-marks.ts'

/** The tokens of a stretch of text, which are the same wherever it stands, and what starts at each. */
export interface ChunkTokens extends ChunkMarks {
  readonly ids: ArrayLike<number>
}

/** Tokens of which nobody asks what starts there. */
export const withoutMarks = (ids: ArrayLike<number>): ChunkTokens => ({
  ids,
  marks: new Uint8Array(ids.length),
  begins: -1,
  stops: 'before',
})

export type TokenBuffer = ReturnType<typeof tokenBuffer>

/** Collects the tokens of a text and what starts at each, in memory that is used again for the next text. */
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
    /** The tokens `from` up to `to` of a stretch that lies in larger arrays. */
    add(some: ArrayLike<number>, own: Uint8Array, from: number, to: number): void {
      roomFor(to - from)
      for (let i = from; i < to; i++) {
        ids[length] = some[i] as number
        marks[length++] = own[i] as number
      }
    },
    /** What the stretch of so many tokens that was added last begins and ends. */
    sentence(count: number, begins: number, stops: ChunkMarks['stops']): void {
      if (stopped && begins >= 0) marks[length - count + begins] = boundaryMarks.word + boundaryMarks.sentence
      if (stops !== 'before') stopped = stops
    },
    /** What was collected. The next text begins with nothing. */
    take(): MarkedIds {
      const found = { ids: ids.slice(0, length), marks: marks.slice(0, length) }
      length = 0
      stopped = false
      return found
    },
  }
}
