/** Where each character of a normalised text comes from (UTF-16 units of the text before). */
export interface Alignment {
  readonly from: Int32Array
  readonly to: Int32Array
}

/** A letter without its case, its accents taken apart, with the place of the character it is in. */
interface Atom {
  readonly letter: string
  readonly place: number
}

/** How far to look for the place where two texts agree again. */
const sight = 16

/**
 * Finds the characters of a text again in what normalising made of it, whatever normaliser it was: both are read letter by
 * letter; what is in one of them only is passed over. A character that was put in stands where the one before it ends.
 */
export function align(text: string, normalised: string): Alignment {
  const characters = [...normalised]
  const [from, to] = [new Int32Array(characters.length), new Int32Array(characters.length)]
  if (text === normalised) return sameText(characters, from, to)
  const starts = unitsOf(text)
  const [given, made] = [atomsOf([...text]), atomsOf(characters)]
  from.fill(-1)
  let [g, m] = [0, 0]
  while (g < given.length && m < made.length) {
    const [skipGiven, skipMade] = meeting(given, g, made, m)
    g += skipGiven
    m += skipMade
    const [a, b] = [given[g], made[m]]
    if (!a || !b) break
    if (from[b.place] === -1) from[b.place] = starts[a.place] as number
    to[b.place] = starts[a.place + 1] as number
    g++
    m++
  }
  for (let i = 0, end = 0; i < from.length; i++) {
    if (from[i] === -1) from[i] = to[i] = end
    end = to[i] as number
  }
  return { from, to }
}

function sameText(characters: readonly string[], from: Int32Array, to: Int32Array): Alignment {
  let unit = 0
  for (const [i, { length }] of characters.entries()) {
    from[i] = unit
    to[i] = unit += length
  }
  return { from, to }
}

/** Where each character starts, and the end. */
function unitsOf(text: string): readonly number[] {
  const starts = [0]
  for (const { length } of text) starts.push((starts.at(-1) as number) + length)
  return starts
}

function atomsOf(characters: readonly string[]): readonly Atom[] {
  return characters.flatMap((character, place) => {
    if (/^[\p{White_Space}▁]$/u.test(character)) return [{ letter: ' ', place }]
    return Array.from(character.normalize('NFKD').toLowerCase(), letter => ({ letter, place }))
  })
}

/** How many letters to pass over on either side, as few as possible, until both agree; none when they do not soon. */
function meeting(given: readonly Atom[], g: number, made: readonly Atom[], m: number): readonly [number, number] {
  for (let skipped = 0; skipped <= sight; skipped++)
    for (let ahead = skipped; ahead >= 0; ahead--) {
      const letter = given[g + ahead]?.letter
      if (letter !== undefined && letter === made[m + skipped - ahead]?.letter) return [ahead, skipped - ahead]
    }
  return [0, 0]
}
