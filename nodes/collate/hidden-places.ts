import { type Random, shuffle } from '../../core/random.ts'

/** Of units that are hidden whole (tokens, or words), gives the places of those that are asked for, in order. */
export type Choose = (units: readonly (readonly number[])[], chance: Random) => number[]

/** So many places, or all there are when there are fewer. Words that no longer fit are left out, so it may be a few less. */
export const exactly =
  (asked: number): Choose =>
  (units, chance) => {
    const chosen: number[] = []
    for (const i of shuffle(Int32Array.from(units.keys()), chance)) {
      const unit = units[i] as readonly number[]
      if (chosen.length + unit.length <= asked) chosen.push(...unit)
    }
    if (chosen.length === 0) chosen.push(...(units[0]?.slice(0, asked) ?? [])) // every word alone is too long
    return chosen.sort((a, b) => a - b)
  }

/** Each unit with the same chance, as in Transformers; one of them when chance takes none. */
export const byChance =
  (rate: number): Choose =>
  (units, chance) => {
    const chosen = units.filter(() => chance.next() < rate)
    const spare = units[chance.int(units.length)]
    return (chosen.length === 0 && spare ? [spare] : chosen).flat()
  }

/** Tokens of a word that carry its chance together, at most, when room for them is measured. */
const longWord = 4

/**
 * Room for what chance takes of so many places: six standard deviations above the mean, which no batch of a run will reach.
 * Whole words vary more, as their tokens come together.
 */
export function roomForChance(places: number, windows: number, rate: number, wholeWords: boolean): number {
  const deviation = Math.sqrt(places * rate * (1 - rate) * (wholeWords ? longWord : 1))
  return Math.min(places, Math.ceil(places * rate + 6 * deviation) + windows)
}
