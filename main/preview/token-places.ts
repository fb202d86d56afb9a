import type { ShownToken } from '../../core/preview/preview.ts'
import type { Tokenizer } from '../data/tokenizer.ts'

/**
 * Tokens with the characters (UTF-16 units) of the text that they stand for. A token that begins or ends inside a character
 * stands for all of it. `asWords`: the text was cut as words with a space before each, so a space that nobody wrote comes first.
 */
export function tokenPlaces(
  text: string,
  ids: ArrayLike<number>,
  { text: textOf, byteLength }: Pick<Tokenizer, 'text' | 'byteLength'>,
  asWords = false,
): ShownToken[] {
  const bytes = Buffer.from(asWords ? ` ${text}` : text)
  const character = characters(bytes, asWords ? 1 : 0)
  let at = 0
  return Array.from(ids, id => {
    const from = at
    const name = textOf(id)
    at += byteLength[id] || lengthOfSpecial(bytes, at, name)
    const to = Math.max(from, at - 1)
    return {
      id,
      text: name,
      from: character.starts[from] ?? 0,
      to: at === from ? (character.starts[from] ?? 0) : (character.ends[to] ?? 0),
    }
  })
}

/** A special token that is written out in the text, with the spaces before it that it takes along; otherwise nothing. */
function lengthOfSpecial(bytes: Buffer, at: number, name: string): number {
  const spaces = /^\s*/u.exec(bytes.toString('utf8', at, at + 64))?.[0] ?? ''
  const start = at + Buffer.byteLength(spaces)
  const length = Buffer.byteLength(name)
  return bytes.toString('utf8', start, start + length) === name ? start + length - at : 0
}

/** For each byte, where its character starts and ends in UTF-16 units, less the units that nobody wrote. */
function characters(bytes: Buffer, unwritten: number) {
  const [starts, ends] = [new Int32Array(bytes.length + 1), new Int32Array(bytes.length + 1)]
  let [byte, unit] = [0, -unwritten]
  for (const letter of bytes.toString('utf8')) {
    const [last, next] = [byte + Buffer.byteLength(letter), unit + letter.length]
    starts.fill(Math.max(0, unit), byte, last)
    ends.fill(Math.max(0, next), byte, last)
    ;[byte, unit] = [last, next]
  }
  starts.fill(Math.max(0, unit), byte)
  ends.fill(Math.max(0, unit), byte)
  return { starts, ends }
}
