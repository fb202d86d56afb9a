import type { Network } from '../../../../core/nn/network.ts'
import type { NextTokenScorer } from '../../../../core/predict/decoding-options.ts'
import { logitsProgram } from '../../../../core/predict/logits-program.ts'
import type { Weights } from '../../../weights/fit-weights.ts'
import { createProgramCache } from '../../onnx/program-cache.ts'
import { incrementalScore } from './incremental-score.ts'
import { paddedSize, padTo } from './padding.ts'
import { recomputedScore, type TextScorer } from './recomputed-score.ts'

interface GenerationBatch {
  /** Most tokens that a text will have, its start included. */
  readonly length: number
  /** What an encoder reads, when a decoder writes from it: a source for each text, or one for all. */
  readonly sources?: readonly (readonly number[])[]
}

/** Gives scores over the vocabulary at places of a text. */
export interface Scorer extends TextScorer {
  /** The token that a decoder's text begins with. */
  readonly decoderStartToken: number
  /** Scores the next token of texts that are written token by token side by side. */
  readonly nextTokenScore: (writing: GenerationBatch) => NextTokenScorer
  /** Scores from now on with other weights of the same network: a model in training. What was compiled is used again. */
  readonly setWeights: (weights: Weights) => void
  readonly release: () => Promise<void>
}

/** Scores on the processor with the given weights. Inputs are padded, and the program of each size is compiled once. */
export function createScorer(network: Network, weights: Weights, limit: number, pad: number): Scorer {
  const programs = createProgramCache(weights)
  const score: Scorer['score'] = async ({ ids, types = [], target, rows }) => {
    const length = paddedSize(ids.length, limit)
    const targetLength = target && paddedSize(target.length, limit)
    const sizes = { length, ...(rows ? { rows: rows.length } : {}), ...(targetLength ? { targetLength } : {}) }
    const arrays = {
      ids: padTo(ids, length, pad),
      mask: Int32Array.from({ length }, (_, i) => (i < ids.length ? 1 : 0)),
      types: padTo(types, length, 0),
      ...(rows ? { rows: Int32Array.from(rows) } : {}),
      ...(target && targetLength ? { target: padTo(target, targetLength, pad) } : {}),
    }
    const name = ['scores', length, targetLength, rows?.length].join()
    const { logits } = await programs.run(name, () => logitsProgram(network, sizes), { arrays })
    const all = logits?.data as Float32Array
    const [count = 0] = logits?.dims ?? []
    const V = all.length / count
    return Array.from({ length: count }, (_, i) => all.slice(i * V, (i + 1) * V))
  }
  return {
    maxTokens: limit,
    decoderStartToken: Number(network.config.decoder_start_token_id ?? pad),
    score,
    nextTokenScore({ length, sources }) {
      const read = sources && { texts: sources, limit }
      const options = { programs, limit: paddedSize(length, limit), pad, sources: read }
      return incrementalScore(network, options) ?? recomputedScore({ score, maxTokens: limit }, sources)
    },
    setWeights: programs.setWeights,
    release: programs.release,
  }
}
