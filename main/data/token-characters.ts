import type { Tokenizer } from './tokenizer.ts'

type Lengths = Tokenizer['byteLength']

/** Where each token starts in bytes, and at the end where the last one ends. */
function byteStarts(ids: ArrayLike<number>, byteLength: Lengths): number[] {
  const starts = [0]
  for (let i = 0; i < ids.length; i++) starts.push((starts[i] as number) + (byteLength[ids[i] as number] ?? 0))
  return starts
}

/**
 * The first and the last token of the characters `from` up to `to` (UTF-16 units) of a text, whose tokens are those of
 * encodePlain(): the last token that starts at or before them, and the first that ends at or after them.
 */
export function tokensAround(
  text: string,
  ids: ArrayLike<number>,
  byteLength: Lengths,
  [from, to]: readonly [from: number, to: number],
): [first: number, last: number] {
  const starts = byteStarts(ids, byteLength)
  const begin = Buffer.byteLength(text.slice(0, from))
  const end = begin + Buffer.byteLength(text.slice(from, to))
  const first = starts.findLastIndex((start, i) => i < ids.length && start <= begin)
  return [first, starts.findIndex(start => start >= end) - 1]
}

/**
 * The characters, without white space around them, that the tokens `first` to `last` of a text stand for. Tokens may begin
 * and end inside a character, which then belongs to them.
 */
export function charactersOf(
  text: string,
  ids: ArrayLike<number>,
  byteLength: Lengths,
  [first, last]: readonly [first: number, last: number],
): { readonly from: number; readonly to: number } {
  const starts = byteStarts(ids, byteLength)
  const [begin, end] = [starts[first] as number, starts[last + 1] as number]
  let [from, to, byte, at] = [0, 0, 0, 0]
  for (const character of text) {
    if (byte <= begin) from = at
    if (byte < end) to = at + character.length
    byte += Buffer.byteLength(character)
    at += character.length
  }
  const said = text.slice(from, to)
  return { from: from + said.length - said.trimStart().length, to: to - (said.length - said.trimEnd().length) }
}
