import type { Tokens, Vocabulary } from '../../../core/plan/plan.ts'
import { refuse } from '../../../core/problem.ts'
import type { Random } from '../../../core/random.ts'
import { shuffle } from '../../../core/random.ts'
import { text } from '../../../core/text.ts'

/** Chooses units (tokens or whole words) to mask, and returns their positions in ascending order. */
export type ChoosePositions = (units: readonly (readonly number[])[], rng: Random) => number[]

/** Exactly this number of positions, or all when there are fewer. Words that no longer fit are skipped, so it may be slightly fewer. */
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

/** Each unit with the same probability, as in Transformers; at least one. */
export const chooseByProbability =
  (rate: number): ChoosePositions =>
  (units, rng) => {
    const chosen = units.filter(() => rng.next() < rate)
    const spare = units[rng.int(units.length)]
    return (chosen.length === 0 && spare ? [spare] : chosen).flat()
  }

/** Tokens of a long word, which are masked together, for the estimate below. */
const longWordTokens = 4

/**
 * The number of masked positions to reserve per batch: six standard deviations above the mean, which no batch will exceed.
 * Whole words vary more, because their tokens are masked together.
 */
export function maxMaskedPositions(places: number, windows: number, rate: number, wholeWords: boolean): number {
  const deviation = Math.sqrt(places * rate * (1 - rate) * (wholeWords ? longWordTokens : 1))
  return Math.min(places, Math.ceil(places * rate + 6 * deviation) + windows)
}

/** The shares of the predicted tokens that are not masked but replaced by a random token, or kept. */
interface ReplacementRates {
  readonly random: number
  readonly keep: number
}

/** Masks tokens of a window in place and returns their positions and original ids, in ascending order. */
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

/** Tokens that may be masked or drawn at random: all but the special ones. */
function ordinaryTokens({ size, pad, begin, end, mask, sentinels }: Vocabulary) {
  const special = new Set([pad, begin, end, mask])
  const has = (id: number) => id < size - sentinels && !special.has(id)
  return { has, ids: Int32Array.from({ length: size }, (_, id) => id).filter(has) }
}

/** The units that can be masked: each ordinary token, or with `wordStarts` (1 where a word starts), the tokens of each word. */
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

/** The id of the mask token; refuses a tokenizer without one. */
export function requireMaskToken({ vocabulary }: Tokens): number {
  if (vocabulary.mask !== undefined) return vocabulary.mask
  return refuse('no-mask-token', {
    param: 'tokens',
    paramFix: { of: ['tokens'], set: { mask: true } },
    message: text(
      'The tokenizer has no mask token, so nothing can be masked.',
      '分词器没有掩码词元，因此无法掩盖任何内容。',
    ),
    fix: text('Turn on “Mask token” in the tokenizer.', '请在分词器中打开“掩码词元”。'),
  })
}
