import { Tensor as Value } from 'onnxruntime-node'
import type { Network } from '../../../core/nn/network.ts'
import { scoresProgram } from '../../../core/predict/scores.ts'
import type { Score } from '../../../core/predict/writing.ts'
import { recomputing } from './recompute.ts'
import { type Compiled, compileForCpu, fed } from './session.ts'

interface Question {
  /** What the network reads. */
  readonly ids: readonly number[]
  /** What the decoder has written so far, its start token included. */
  readonly target?: readonly number[]
  /** Places to score, in the input or, with a decoder, in the target. */
  readonly rows: readonly number[]
}

/** Gives scores over the vocabulary at places of a text. */
export interface Scorer {
  /** One array of V scores per row. */
  readonly score: (question: Question) => Promise<Float32Array[]>
  /** Scores the next token of texts that grow from one beginning, or of targets that a decoder writes from a source. */
  writer(source?: readonly number[]): Score
  /** Longest input, and longest target, that the network takes. */
  readonly limit: number
  release(): Promise<void>
}

export type Weights = ReadonlyMap<string, Float32Array>

/**
 * Scores on the processor with the given weights. Programs have fixed sizes: inputs are padded up to the next power of two,
 * and the program of each size is compiled once.
 */
export function scorer(network: Network, weights: Weights, limit: number, pad: number): Scorer {
  const compiled = new Map<string, Promise<Compiled>>()
  const size = (length: number) => Math.min(limit, 2 ** Math.ceil(Math.log2(Math.max(length, 16))))
  const program = (length: number, targetLength: number | undefined, rows: number) => {
    const key = [length, targetLength, rows].join()
    const known =
      compiled.get(key) ??
      compileForCpu(scoresProgram(network, { length, rows, ...(targetLength ? { targetLength } : {}) }))
    compiled.set(key, known)
    return known
  }
  const padded = (ids: readonly number[], length: number) => Int32Array.from({ length }, (_, i) => ids[i] ?? pad)
  const score: Scorer['score'] = async ({ ids, target, rows }) => {
    const length = size(ids.length)
    const targetLength = target && size(target.length)
    const { session, inputs, parameters } = await program(length, targetLength, rows.length)
    const arrays = {
      ids: padded(ids, length),
      mask: Int32Array.from({ length }, (_, i) => (i < ids.length ? 1 : 0)),
      rows: Int32Array.from(rows),
      ...(target && targetLength ? { target: padded(target, targetLength) } : {}),
    }
    const state = parameters.map(({ name, shape }) => [name, new Value('float32', weightOf(weights, name), shape)])
    const results = await session.run({ ...fed(arrays, inputs), ...Object.fromEntries(state) })
    const all = results.logits?.data as Float32Array
    const V = all.length / rows.length
    return rows.map((_, i) => all.slice(i * V, (i + 1) * V))
  }
  return {
    limit,
    score,
    writer: source => recomputing({ score, limit }, source),
    async release() {
      for (const program of compiled.values()) await (await program).session.release()
    },
  }
}

function weightOf(weights: Weights, name: string): Float32Array {
  const found = weights.get(name)
  if (!found) throw new Error(`scorer: no weights '${name}'`)
  return found
}
