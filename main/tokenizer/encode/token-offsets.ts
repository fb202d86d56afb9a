/** The offsets of a token in its text (UTF-16 units). Tokens that are parts of one character all have the offsets of that character. */
export interface Offsets {
  readonly from: number
  readonly to: number
}

/** The offsets of tokens that follow one another byte by byte. */
export function offsetsOfBytes(text: string, lengths: readonly number[]): readonly Offsets[] {
  const owners: Offsets[] = [] // for each byte, the offsets of its character
  let unit = 0
  for (const character of text) {
    const place = { from: unit, to: unit + character.length }
    for (let i = Buffer.byteLength(character); i > 0; i--) owners.push(place)
    unit = place.to
  }
  let byte = 0
  return lengths.map(length => {
    const first = byte
    byte += length
    return { from: owners[first]?.from ?? unit, to: owners[byte - 1]?.to ?? unit }
  })
}

/** The first and the last token that cover any of the characters `from` up to `to`, with all parts of a character. */
export function tokensCovering(places: readonly Offsets[], { from, to }: Offsets): [first: number, last: number] {
  const reaching = places.findIndex(place => place.to > from)
  const first = reaching < 0 ? Math.max(0, places.length - 1) : reaching
  const last = places.findLastIndex(place => place.from < to)
  return [first, Math.max(first, last)]
}

/**
 * The characters, without surrounding white space, that the tokens `first` to `last` of a text cover. Accents that normalising
 * removes belong to no token, but are included with their letter.
 */
export function characterSpan(
  text: string,
  places: readonly Offsets[],
  [first, last]: readonly [first: number, last: number],
): Offsets {
  const from = places[first]?.from ?? text.length
  const to = withAccents(text, places[last]?.to ?? text.length, places[last + 1]?.from)
  const said = text.slice(from, to)
  return { from: from + said.length - said.trimStart().length, to: to - (said.length - said.trimEnd().length) }
}

/** The end of the accents after a position in a text, before the next token. */
function withAccents(text: string, place: number, next = text.length): number {
  const [accents = ''] = text.slice(place, next).match(/^\p{M}+/u) ?? []
  return place + accents.length
}
