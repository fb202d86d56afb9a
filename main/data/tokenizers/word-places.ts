interface Word {
  readonly word: string
  readonly from: number
  readonly to: number
}

/**
 * Where a stretch of a word (UTF-16 units, as the model gives it) stands in the normalised text (characters). Cutting may have put
 * one character before the word, and it may have written bytes as letters.
 */
export function placesIn({ word, from: start, to: end }: Word, normalised: readonly string[]) {
  const letters = [...word]
  const length = end - start
  const characterOf = unitsToCharacters(letters)
  const widths = normalised.slice(start, end).map(character => Buffer.byteLength(character))
  const bytes = widths.reduce((sum, width) => sum + width, 0)
  const added = letters.length === length || letters.length === bytes ? 0 : 1
  if (letters.length <= length + 1) {
    const place = (unit: number) => Math.min(end, start + Math.max(0, characterOf(unit) - added))
    return (from: number, to: number) => ({ from: place(from), to: place(to) })
  }
  const owners = widths.flatMap((width, i) => Array<number>(width).fill(i)) // the character that each byte is part of
  return (from: number, to: number) => {
    const first = owners[Math.max(0, from - added)] ?? length
    const last = to - added <= 0 ? first - 1 : (owners[to - added - 1] ?? length - 1)
    return { from: start + first, to: start + last + 1 }
  }
}

function unitsToCharacters(letters: readonly string[]): (unit: number) => number {
  if (letters.every(({ length }) => length === 1)) return unit => unit
  const characters = letters.flatMap(({ length }, i) => Array<number>(length).fill(i))
  return unit => characters[unit] ?? letters.length
}
