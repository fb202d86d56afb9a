import type { Vocabulary } from '../../core/plan/plan.ts'
import { type Random, shuffle } from '../../core/random.ts'

/** Of the tokens that are asked for, the shares that are not hidden but replaced by a random one, or kept. */
interface Shares {
  readonly random: number
  readonly keep: number
}

/** Tokens of a window that may be hidden or come in by chance; special tokens are neither. */
interface Ordinary {
  readonly first: number
  readonly count: number
}

/** Hides tokens of a window in place and gives where they were and what they were, in order. */
export function hider(vocabulary: Vocabulary, asked: number, shares: Shares) {
  const { size, pad, begin, end, mask = pad, sentinels } = vocabulary
  const first = Math.max(pad, begin, end, mask) + 1
  const ordinary: Ordinary = { first, count: size - sentinels - first }
  return (window: Int32Array, chance: Random) =>
    Array.from(chosen(window, ordinary, asked, chance), place => {
      const token = window[place] as number
      const draw = chance.next()
      if (draw < shares.random) window[place] = ordinary.first + chance.int(ordinary.count)
      else if (draw >= shares.random + shares.keep) window[place] = mask
      return { place, token }
    })
}

/** Places to ask for: so many, or all there are when the window holds fewer ordinary tokens. */
function chosen(window: Int32Array, { first, count }: Ordinary, asked: number, chance: Random): Int32Array {
  const places = Int32Array.from(window.keys()).filter(i => {
    const token = window[i] as number
    return token >= first && token < first + count
  })
  return shuffle(places, chance).subarray(0, asked).sort()
}
