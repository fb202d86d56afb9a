import { gather } from '../tensor/ops/gather.ts'
import { concat, constant, type Tensor } from '../tensor/tensor.ts'
import { after, chunks, type Limits } from './chunks.ts'
import type { Model, Supervised } from './model.ts'

interface Judgement {
  /** Σ weights · losses */
  readonly loss: Tensor
  /** What the network takes each row for, where the model guesses. */
  readonly guesses?: Tensor
}

/** A measurement of supervised rows, in chunks where their scores would be large. */
export function judge(model: Model, rows: Supervised, limits?: Limits): Judgement {
  const parts = chunks(model, rows, limits)
  if (parts.length === 1) return judged(model, rows)
  const done: Judgement[] = []
  for (const part of parts) {
    const hidden = after(part.hidden, Object.values(done.at(-1) ?? {}))
    const { loss, guesses } = judged(model, { ...part, hidden })
    done.push(guesses ? { loss, guesses: named(guesses, model.network.logits(hidden).dim(1)) } : { loss })
  }
  const loss = done.map(one => one.loss).reduce((a, b) => a.add(b))
  const guesses = done.flatMap(one => one.guesses ?? [])
  return guesses.length > 0 ? { loss, guesses: concat(guesses, 0) } : { loss }
}

function judged({ loss, guess }: Model, { hidden, labels, weights }: Supervised): Judgement {
  const total = loss(hidden, labels, false).mul(weights).sum()
  return guess ? { loss: total, guesses: guess(hidden) } : { loss: total }
}

/** int64 numbers below `count` as float32, exact up to 2²⁴: GPUs look up by int64, but neither join nor narrow it. */
function named(which: Tensor, count: number): Tensor {
  if (which.dtype !== 'int64') return which
  return gather(constant([...Array(count).keys()], [count, 1]), which).reshape(which.size)
}
