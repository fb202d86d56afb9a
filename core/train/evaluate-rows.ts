import { gather } from '../tensor/ops/gather.ts'
import { concat, constant, type Tensor } from '../tensor/tensor.ts'
import { type ChunkLimits, chunkRows, computeAfter } from './logit-chunks.ts'
import type { Model, SupervisedRows } from './model.ts'

interface RowEvaluation {
  /** Σ weights · losses */
  readonly loss: Tensor
  /** What the network takes each row for, where the model guesses. */
  readonly guesses?: Tensor
}

/** A measurement of supervised rows, in chunks where their scores would be large. */
export function evaluateRows(model: Model, rows: SupervisedRows, limits?: ChunkLimits): RowEvaluation {
  const parts = chunkRows(model, rows, limits)
  if (parts.length === 1) return evaluateChunk(model, rows)
  const done: RowEvaluation[] = []
  for (const part of parts) {
    const hidden = computeAfter(part.hidden, Object.values(done.at(-1) ?? {}))
    const { loss, guesses } = evaluateChunk(model, { ...part, hidden })
    done.push(guesses ? { loss, guesses: idsAsFloat(guesses, model.network.logits(hidden).dim(1)) } : { loss })
  }
  const loss = done.map(one => one.loss).reduce((a, b) => a.add(b))
  const guesses = done.flatMap(one => one.guesses ?? [])
  return guesses.length > 0 ? { loss, guesses: concat(guesses, 0) } : { loss }
}

function evaluateChunk({ loss, predict: guess }: Model, { hidden, labels, weights }: SupervisedRows): RowEvaluation {
  const total = loss(hidden, labels, false).mul(weights).sum()
  return guess ? { loss: total, guesses: guess(hidden) } : { loss: total }
}

/** int64 numbers below `count` as float32, exact up to 2²⁴: GPUs look up by int64, but neither join nor narrow it. */
function idsAsFloat(which: Tensor, count: number): Tensor {
  if (which.dtype !== 'int64') return which
  return gather(constant([...Array(count).keys()], [count, 1]), which).reshape(which.size)
}
