/** 1 for white space (Unicode’s White_Space), by UTF-16 unit; there is none further on. */
export const isWhiteSpace = Uint8Array.from({ length: 0x3001 }, (_, unit) =>
  /\p{White_Space}/u.test(String.fromCharCode(unit)) ? 1 : 0,
)

/** What a letter is where a text may be cut: white space, or nothing that stays of the text. */
export const characterKinds = { letter: 0, blank: 1, gone: 2 } as const

/** The kind of each letter by its UTF-16 unit, where white space is all there is to mind. */
export const defaultCharacterKinds = new Uint8Array(0x10000)
defaultCharacterKinds.set(isWhiteSpace)

/** White space at both ends of a text; of one that has nothing else, all of it is at both. */
export function surroundingSpace(text: string): readonly [before: string, after: string] {
  let [from, to] = [0, text.length]
  while (from < to && isWhiteSpace[text.charCodeAt(from)] === 1) from++
  const before = text.slice(0, from)
  if (from === to) return [before, before]
  while (isWhiteSpace[text.charCodeAt(to - 1)] === 1) to--
  return [before, text.slice(to)]
}
