import type { Vocabulary } from '../../core/plan/plan.ts'
import type { Random } from '../../core/random.ts'
import type { Choose } from './hidden-places.ts'

/** Of the tokens that are asked for, the shares that are not hidden but replaced by a random one, or kept. */
interface Shares {
  readonly random: number
  readonly keep: number
}

/** Hides tokens of a window in place and gives where they were and what they were, in order. */
export function hider(vocabulary: Vocabulary, choose: Choose, shares: Shares) {
  const { pad, mask = pad } = vocabulary
  const ordinary = ordinaryTokens(vocabulary)
  return (window: Int32Array, wordStarts: Uint8Array | undefined, chance: Random) =>
    choose(units(window, ordinary.has, wordStarts), chance).map(place => {
      const token = window[place] as number
      const draw = chance.next()
      if (draw < shares.random) window[place] = ordinary.ids[chance.int(ordinary.ids.length)] as number
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
function units(window: Int32Array, ordinary: (id: number) => boolean, wordStarts: Uint8Array | undefined): number[][] {
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
