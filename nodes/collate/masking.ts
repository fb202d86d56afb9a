import type { Tokens, Vocabulary } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import type { Random } from '../../core/random.ts'
import { shuffle } from '../../core/random.ts'
import { text } from '../../core/text.ts'

/** Of units that are hidden whole (tokens, or words), gives the places of those that are asked for, in order. */
export type ChoosePositions = (units: readonly (readonly number[])[], chance: Random) => number[]

/** So many places, or all there are when there are fewer. Words that no longer fit are left out, so it may be a few less. */
export const chooseExactly =
  (asked: number): ChoosePositions =>
  (units, rng) => {
    const chosen: number[] = []
    for (const i of shuffle(Int32Array.from(units.keys()), rng)) {
      const unit = units[i] as readonly number[]
      if (chosen.length + unit.length <= asked) chosen.push(...unit)
    }
    if (chosen.length === 0) chosen.push(...(units[0]?.slice(0, asked) ?? [])) // every word alone is too long
    return chosen.sort((a, b) => a - b)
  }

/** Each unit with the same chance, as in Transformers; one of them when chance takes none. */
export const chooseByProbability =
  (rate: number): ChoosePositions =>
  (units, rng) => {
    const chosen = units.filter(() => rng.next() < rate)
    const spare = units[rng.int(units.length)]
    return (chosen.length === 0 && spare ? [spare] : chosen).flat()
  }

/** Tokens of a word that carry its chance together, at most, when room for them is measured. */
const longWordTokens = 4

/**
 * Room for what chance takes of so many places: six standard deviations above the mean, which no batch of a run will reach.
 * Whole words vary more, as their tokens come together.
 */
export function maxMaskedPositions(places: number, windows: number, rate: number, wholeWords: boolean): number {
  const deviation = Math.sqrt(places * rate * (1 - rate) * (wholeWords ? longWordTokens : 1))
  return Math.min(places, Math.ceil(places * rate + 6 * deviation) + windows)
}

/** Of the tokens that are asked for, the shares that are not hidden but replaced by a random one, or kept. */
interface ReplacementRates {
  readonly random: number
  readonly keep: number
}

/** Hides tokens of a window in place and gives where they were and what they were, in order. */
export function createMasker(vocabulary: Vocabulary, choose: ChoosePositions, shares: ReplacementRates) {
  const { pad, mask = pad } = vocabulary
  const ordinary = ordinaryTokens(vocabulary)
  return (window: Int32Array, wordStarts: Uint8Array | undefined, rng: Random) =>
    choose(maskableUnits(window, ordinary.has, wordStarts), rng).map(place => {
      const token = window[place] as number
      const draw = rng.next()
      if (draw < shares.random) window[place] = ordinary.ids[rng.int(ordinary.ids.length)] as number
      else if (draw >= shares.random + shares.keep) window[place] = mask
      return { place, token }
    })
}

/** Tokens that may be hidden or come in by chance: all but the special ones. */
function ordinaryTokens({ size, pad, begin, end, mask, sentinels }: Vocabulary) {
  const special = new Set([pad, begin, end, mask])
  const has = (id: number) => id < size - sentinels && !special.has(id)
  return { has, ids: Int32Array.from({ length: size }, (_, id) => id).filter(has) }
}

/** What is hidden as one: each ordinary token, or with `wordStarts` (1 where a word starts), the tokens of each word. */
function maskableUnits(
  window: Int32Array,
  ordinary: (id: number) => boolean,
  wordStarts: Uint8Array | undefined,
): number[][] {
  const found: number[][] = []
  for (const [place, token] of window.entries()) {
    if (!ordinary(token)) continue
    const last = found.at(-1)
    const goesOn = wordStarts?.[place] === 0 && last?.at(-1) === place - 1
    if (goesOn) last?.push(place)
    else found.push([place])
  }
  return found
}

/** The token that hides others; refuses a tokenizer without one. */
export function requireMaskToken({ vocabulary }: Tokens): number {
  if (vocabulary.mask !== undefined) return vocabulary.mask
  return refuse('no-mask-token', {
    param: 'tokens',
    paramFix: { of: ['tokens'], set: { mask: true } },
    message: text(
      'The tokenizer has no mask token, so nothing can be hidden.',
      '分词器没有掩码词元，因此无法隐藏任何内容。',
    ),
    fix: text('Turn on “Mask token” in the tokenizer.', '请在分词器中打开“掩码词元”。'),
  })
}
