import { marksOf } from '../../core/batch.ts'
import { spaceAround } from './white-space.ts'

/** Scripts that put no spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** A full stop of any language, and quotes and brackets that close after it. */
const stop = /[.!?…。！？｡]["'”’」』）)\]]*$/u
const closing = /^["'”’」』）)\]]*$/u
const breaks = /\n\s*\n/

/** A piece of a text, and what can be said of it whatever stands before it. */
export interface Piece {
  /** What starts at each of its tokens; a first token may get more by where the piece stands. */
  readonly marks: Uint8Array
  /** A word starts with it. */
  readonly opens: boolean
  readonly blank: boolean
  /** White space at its ends. */
  readonly before: string
  readonly after: string
  /** A sentence ends with it. */
  readonly stops: boolean
  /** Only quotes and brackets that close: a sentence that has ended before stays so. */
  readonly closes: boolean
}

/** A piece of a text with the number of bytes of each of its tokens. */
export function pieceOf(piece: string, lengths: readonly number[]): Piece {
  const [before, after] = spaceAround(piece)
  const ideographs = unspaced.test(piece)
  return {
    marks: ideographs ? segmented(piece, lengths) : new Uint8Array(lengths.length),
    opens: before !== '' || ideographs,
    blank: before.length === piece.length,
    before,
    after,
    stops: stop.test(piece.trimEnd()),
    closes: closing.test(piece.trimEnd()),
  }
}

/**
 * Says of the pieces of one text, given in order, what starts at the first token of each. A word starts after a space, at the
 * end of a special token, and in scripts without spaces where a dictionary sees one.
 */
export function wordMarks() {
  let first = true
  let space = '' // at the end of what was read
  let stopped = false // what was read ends a sentence
  return {
    next({ marks, opens: own, blank, before, after, stops, closes }: Piece): number {
      const opens = first || own || space !== ''
      const between = before === '' ? space : space + before
      const apart = between.length > 1 && breaks.test(between)
      const sentence = opens && !blank && (first || stopped || apart)
      if (blank) {
        stopped &&= !apart
        space = between
      } else {
        stopped = stops || (closes && !opens && stopped)
        space = after
      }
      first = false
      return opens ? marksOf.word + (sentence ? marksOf.sentence : 0) : (marks[0] as number)
    },
    end: () => ({ stops: stopped, after: space }),
  }
}

/** Pieces that follow one another as one, where that says the same: after white space, nothing depends on what stood before. */
export function joined(pieces: readonly Piece[]): readonly Piece[] {
  const [first] = pieces
  if (!first || pieces.length === 1 || !first.opens || first.blank) return pieces
  const marks = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.marks.length, 0))
  const { next, end } = wordMarks()
  let at = 0
  for (const piece of pieces) {
    marks.set(piece.marks, at)
    marks[at] = next(piece)
    at += piece.marks.length
  }
  return [{ ...first, marks, ...end(), closes: false }]
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** A token in which a word starts is where that word starts: pieces know nothing of words and may hold parts of two. */
function segmented(piece: string, lengths: readonly number[]): Uint8Array {
  const starts = new Set<number>()
  let byte = 0
  for (const { segment } of segmenter.segment(piece)) {
    starts.add(byte)
    byte += Buffer.byteLength(segment)
  }
  let at = 0
  return Uint8Array.from(lengths, length => {
    const from = at
    at += length
    for (let b = from; b < at; b++) if (starts.has(b)) return marksOf.word
    return 0
  })
}
