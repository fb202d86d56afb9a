import type { Network } from '../../../core/nn/network.ts'
import type { Score } from '../../../core/predict/writing.ts'
import { type ReaderOptions, reader } from './reader.ts'
import { joined, rearranged, type TextState } from './text-state.ts'

/**
 * Scores the next token by reading only what is new. When the limit is reached, the older half of the text is forgotten.
 * Undefined when the network has no memory of what it read.
 */
export function remembering(network: Network, options: ReaderOptions): Score | undefined {
  const { limit } = options
  const reading = reader(network, options)
  if (!reading) return undefined
  let state: TextState | undefined
  let forgotten = 0
  return async (texts, parents) => {
    const length = texts[0]?.length ?? 0
    const goesOn = parents.length > 0
    if (state && goesOn && length - forgotten <= limit) {
      const ids = texts.map(text => text.at(-1) as number)
      const went = await reading.goOn(rearranged(state, parents), ids, length - forgotten - 1)
      state = went.state
      return went.scores
    }
    forgotten = length - Math.min(length, goesOn ? Math.ceil(limit / 2) : limit)
    const begun: Awaited<ReturnType<typeof reading.begin>>[] = []
    for (const text of texts) begun.push(await reading.begin(text.slice(forgotten)))
    const states = begun.map(b => b.state)
    state = joined(states as [TextState, ...TextState[]])
    return begun.flatMap(b => b.scores)
  }
}
