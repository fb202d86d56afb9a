import type { Network } from '../../../core/nn/network.ts'
import { scoresProgram } from '../../../core/predict/scores.ts'
import type { Score } from '../../../core/predict/writing.ts'
import { padded, paddedSize } from './padded.ts'
import { programsOver, type Weights } from './programs-over.ts'
import { type Asked, recomputing } from './recompute.ts'
import { remembering } from './remember.ts'

interface Writing {
  /** Most tokens that a text will have, its start included. */
  readonly length: number
  /** What an encoder reads, when a decoder writes from it: a source for each text, or one for all. */
  readonly sources?: readonly (readonly number[])[]
}

/** Gives scores over the vocabulary at places of a text. */
export interface Scorer extends Asked {
  /** The token that a decoder's text begins with. */
  readonly start: number
  /** Scores the next token of texts that are written token by token side by side. */
  readonly writer: (writing: Writing) => Score
  readonly release: () => Promise<void>
}

/** Scores on the processor with the given weights. Inputs are padded, and the program of each size is compiled once. */
export function scorer(network: Network, weights: Weights, limit: number, pad: number): Scorer {
  const programs = programsOver(weights)
  const score: Scorer['score'] = async ({ ids, types = [], target, rows }) => {
    const length = paddedSize(ids.length, limit)
    const targetLength = target && paddedSize(target.length, limit)
    const sizes = { length, ...(rows ? { rows: rows.length } : {}), ...(targetLength ? { targetLength } : {}) }
    const arrays = {
      ids: padded(ids, length, pad),
      mask: Int32Array.from({ length }, (_, i) => (i < ids.length ? 1 : 0)),
      types: padded(types, length, 0),
      ...(rows ? { rows: Int32Array.from(rows) } : {}),
      ...(target && targetLength ? { target: padded(target, targetLength, pad) } : {}),
    }
    const name = ['scores', length, targetLength, rows?.length].join()
    const { logits } = await programs.run(name, () => scoresProgram(network, sizes), { arrays })
    const all = logits?.data as Float32Array
    const [count = 0] = logits?.dims ?? []
    const V = all.length / count
    return Array.from({ length: count }, (_, i) => all.slice(i * V, (i + 1) * V))
  }
  return {
    limit,
    start: Number(network.config.decoder_start_token_id ?? pad),
    score,
    writer({ length, sources }) {
      const read = sources && { texts: sources, limit }
      const options = { programs, limit: paddedSize(length, limit), pad, sources: read }
      return remembering(network, options) ?? recomputing({ score, limit }, sources)
    },
    release: programs.release,
  }
}
