/** Where a token stands in its text (UTF-16 units). Tokens that are parts of one character all stand where it stands. */
export interface Place {
  readonly from: number
  readonly to: number
}

/** Places of tokens that follow one another byte by byte. */
export function placesOfBytes(text: string, lengths: readonly number[]): readonly Place[] {
  const owners: Place[] = [] // of each byte, the character that it is part of
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

const same = (a: Place | undefined, b: Place | undefined) => a?.from === b?.from && a?.to === b?.to

/**
 * The first and the last token of the characters `from` up to `to`: the last token that starts at or before them, and the first
 * that ends at or after them, with all parts of a character.
 */
export function tokensAround(places: readonly Place[], { from, to }: Place): [first: number, last: number] {
  let first = Math.max(
    0,
    places.findLastIndex(place => place.from <= from),
  )
  while (first > 0 && same(places[first - 1], places[first])) first--
  const ending = places.findIndex(place => place.to >= to)
  let last = Math.max(first, ending < 0 ? places.length - 1 : ending)
  while (last + 1 < places.length && same(places[last + 1], places[last])) last++
  return [first, last]
}

/** The characters, without white space around them, that the tokens `first` to `last` of a text stand for. */
export function charactersOf(
  text: string,
  places: readonly Place[],
  [first, last]: readonly [first: number, last: number],
): Place {
  const [from, to] = [places[first]?.from ?? text.length, places[last]?.to ?? text.length]
  const said = text.slice(from, to)
  return { from: from + said.length - said.trimStart().length, to: to - (said.length - said.trimEnd().length) }
}
