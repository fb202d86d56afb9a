import { boundaryMarks } from '../../../core/data/batch.ts'
import { segmentWords, unspacedScript } from '../../../core/data/word-spans.ts'
import { surroundingSpace } from './white-space.ts'

/** Matches a full stop of any language, and closing quotes and brackets after it. */
export const [stopping, closingSigns] = ['.!?…。！？｡', '"\'”’」』）)]']
const oneOf = (signs: string) => `[${signs.replace(']', '\\]')}]`
const stop = new RegExp(`${oneOf(stopping)}${oneOf(closingSigns)}*$`, 'u')
const closing = new RegExp(`^${oneOf(closingSigns)}*$`, 'u')
const paragraphBreak = /\n\s*\n/

/** A piece of a text, with the number of bytes of each of its tokens; or one token that is not part of the text. */
export type MarkedPiece = { readonly text: string; readonly lengths: readonly number[] } | 'special'

/** Marks of some consecutive pieces of a text, independent of what precedes them. */
export interface ChunkMarks {
  readonly marks: Uint8Array
  /** The token that begins a sentence if the text before ends one, beside those that do anyway; −1: none. */
  readonly begins: number
  /** Whether a sentence ends with them; `before`: if one has ended before. */
  readonly stops: boolean | 'before'
}

/**
 * A word starts after a space, at the end of a special token, and in scripts without spaces where the dictionary finds one.
 * `first`: the text begins with these pieces.
 */
export function wordMarks(pieces: readonly MarkedPiece[], first: boolean): ChunkMarks {
  const marks = new Uint8Array(pieces.reduce((sum, piece) => sum + (piece === 'special' ? 1 : piece.lengths.length), 0))
  let begins = -1
  let stops: ChunkMarks['stops'] = first ? false : 'before'
  let atStart = first
  let space = '' // white space at the end of the previous text
  let at = 0
  for (const piece of pieces) {
    if (piece === 'special') {
      marks[at++] = boundaryMarks.word
      atStart = true
      stops = false
      space = ''
      continue
    }
    const text = piece.text.trimEnd()
    const [ahead, after] = surroundingSpace(piece.text)
    const ideographs = unspacedScript.test(text)
    const blank = ahead.length === piece.text.length
    const opens = atStart || space !== '' || ahead !== '' || ideographs
    const apart = paragraphBreak.test(space + ahead)
    if (ideographs) marks.set(segmented(piece.text, piece.lengths), at)
    if (opens) marks[at] = boundaryMarks.word
    if (opens && !blank) {
      if (atStart || apart || stops === true) marks[at] = boundaryMarks.word + boundaryMarks.sentence
      else if (stops === 'before') begins = at
    }
    if (blank) stops = apart ? false : stops
    else if (stop.test(text)) stops = true
    else if (opens || !closing.test(text)) stops = false
    space = blank ? space + ahead : after
    atStart = false
    at += piece.lengths.length
  }
  return { marks, begins, stops }
}

/** The starts of words in a text without spaces, found by dictionary (UTF-16 units). */
export function* wordStarts(text: string): Generator<number> {
  for (const { index } of segmentWords(text)) yield index
}

/** A token inside which a word starts counts as the start of that word: tokens ignore words and may span two. */
function segmented(piece: string, lengths: readonly number[]): number[] {
  const starts = new Set<number>()
  let byte = 0
  for (const { segment } of segmentWords(piece)) {
    starts.add(byte)
    byte += Buffer.byteLength(segment)
  }
  let at = 0
  return lengths.map(length => {
    const from = at
    at += length
    for (let b = from; b < at; b++) if (starts.has(b)) return boundaryMarks.word
    return 0
  })
}
