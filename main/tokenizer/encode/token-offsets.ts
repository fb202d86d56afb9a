/** Where a token stands in its text (UTF-16 units). Tokens that are parts of one character all stand where it stands. */
export interface Offsets {
  readonly from: number
  readonly to: number
}

/** Places of tokens that follow one another byte by byte. */
export function offsetsOfBytes(text: string, lengths: readonly number[]): readonly Offsets[] {
  const owners: Offsets[] = [] // of each byte, the character that it is part of
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

/** The first and the last token that stand for any of the characters `from` up to `to`, with all parts of a character. */
export function tokensCovering(places: readonly Offsets[], { from, to }: Offsets): [first: number, last: number] {
  const reaching = places.findIndex(place => place.to > from)
  const first = reaching < 0 ? Math.max(0, places.length - 1) : reaching
  const last = places.findLastIndex(place => place.from < to)
  return [first, Math.max(first, last)]
}

/**
 * The characters, without white space around them, that the tokens `first` to `last` of a text stand for. Accents that normalising
 * took off their letter belong to no token, yet to the letter.
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

/** Where the accents after a place in a text end, before the next token. */
function withAccents(text: string, place: number, next = text.length): number {
  const [accents = ''] = text.slice(place, next).match(/^\p{M}+/u) ?? []
  return place + accents.length
}
