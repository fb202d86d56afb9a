import { marksOf } from '../../core/batch.ts'

/** Scripts that put no spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const space = /^\p{White_Space}/u
const spaceAtEnd = /\p{White_Space}$/u
/** A full stop of any language, and quotes and brackets that close after it. */
const stop = /[.!?…。！？｡]["'”’」』）)\]]*$/u
const breaks = /\n\s*\n/

/**
 * Says of the pieces of one text, given in order with the number of bytes of each of their tokens, what starts at each token.
 * A word starts after a space, at the end of a special token, and in scripts without spaces where a dictionary sees one.
 */
export function wordMarks() {
  let before = ''
  return (piece: string, lengths: readonly number[]): number[] => {
    const opens = before === '' || space.test(piece) || spaceAtEnd.test(before) || unspaced.test(piece)
    const sentence = opens && piece.trim() !== '' && (before === '' || ends(before, piece))
    before = piece.trim() === '' && !breaks.test(piece) ? before + piece : opens ? piece : before.slice(-8) + piece
    const marks = unspaced.test(piece) ? segmented(piece, lengths) : lengths.map(() => 0)
    if (opens) marks[0] = marksOf.word + (sentence ? marksOf.sentence : 0)
    return marks
  }
}

const ends = (before: string, piece: string) => stop.test(before.trimEnd()) || breaks.test(before + piece)

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const utf8 = new TextEncoder()

/** A token in which a word starts is where that word starts: pieces know nothing of words and may hold parts of two. */
function segmented(piece: string, lengths: readonly number[]): number[] {
  const starts = new Set<number>()
  let byte = 0
  for (const { segment } of segmenter.segment(piece)) {
    starts.add(byte)
    byte += utf8.encode(segment).length
  }
  let at = 0
  return lengths.map(length => {
    const from = at
    at += length
    for (let b = from; b < at; b++) if (starts.has(b)) return marksOf.word
    return 0
  })
}
