import type { Network } from '../../../../core/nn/network.ts'
import type { NextTokenScorer } from '../../../../core/predict/decoding-options.ts'
import type { DecoderState } from './decoder-state.ts'
import { beamSources, reorderBeams } from './decoder-state.ts'
import type { IncrementalDecoderOptions } from './incremental-decoder.ts'
import { createIncrementalDecoder } from './incremental-decoder.ts'

/**
 * Scores the next token by reading only what is new. When the limit is reached, the older half of the texts is forgotten.
 * Undefined when the network has no memory of what it read.
 */
export function incrementalScore(network: Network, options: IncrementalDecoderOptions): NextTokenScorer | undefined {
  const { limit, pad, sources } = options
  const reading = createIncrementalDecoder(network, options)
  if (!reading) return undefined
  const owned = beamSources(sources?.texts.length ?? 0)
  let state: DecoderState | undefined
  /** Where in the state each text of the call before lies. */
  let places: readonly number[] = []
  let forgotten = 0
  return async (texts, parents) => {
    const length = texts[0]?.length ?? 0
    const goesOn = parents.length > 0
    const owners = owned(texts.length, parents)
    if (state && goesOn && length - forgotten <= limit) {
      const from = parents.map(parent => places[parent] as number)
      const stay = bucketSize(from.length) === state.texts && new Set(from).size === from.length
      if (!stay) state = reorderBeams(state, padToBucket(from))
      places = stay ? from : [...from.keys()]
      const ids = Array<number>(state.texts).fill(pad)
      for (const [i, text] of texts.entries()) ids[places[i] as number] = text.at(-1) as number
      const went = await reading.decodeNext(state, ids, length - forgotten - 1)
      state = went.state
      return places.map(place => went.scores[place] as Float32Array)
    }
    forgotten = length - Math.min(length, goesOn ? Math.ceil(limit / 2) : limit)
    const seen = texts.map(text => text.slice(forgotten))
    const begun = await reading.prefill(padToBucket(seen), padToBucket(owners))
    state = begun.state
    places = [...texts.keys()]
    return begun.scores.slice(0, texts.length)
  }
}

/** A program is compiled for each number of texts; many texts have few numbers. */
const bucketSize = (texts: number): number => (texts <= 5 ? texts : 2 ** Math.ceil(Math.log2(texts)))

/** The last one stands in for those that are missing. */
const padToBucket = <T>(items: readonly T[]): T[] =>
  items.length === 0
    ? []
    : Array.from({ length: bucketSize(items.length) }, (_, i) => items[Math.min(i, items.length - 1)] as T)
