/** 1 for white space (Unicode’s White_Space), by UTF-16 unit; there is none further on. */
export const isSpace = Uint8Array.from({ length: 0x3001 }, (_, unit) =>
  /\p{White_Space}/u.test(String.fromCharCode(unit)) ? 1 : 0,
)

/** White space at both ends of a text; of one that has nothing else, all of it is at both. */
export function spaceAround(text: string): readonly [before: string, after: string] {
  let [from, to] = [0, text.length]
  while (from < to && isSpace[text.charCodeAt(from)] === 1) from++
  const before = text.slice(0, from)
  if (from === to) return [before, before]
  while (isSpace[text.charCodeAt(to - 1)] === 1) to--
  return [before, text.slice(to)]
}
