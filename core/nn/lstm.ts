import { sigmoid, tanh, where } from '../tensor/ops/elementwise.ts'
import { gemm } from '../tensor/ops/linear.ts'
import { concat, fill, type Init, parameter, scalar, split, type Tensor, withGradient } from '../tensor/tensor.ts'
import type { Dropout } from './dropout.ts'
import { type Layer, layer } from './module.ts'

/** What a cell hands to its next step: [B, H] each. */
export interface State {
  readonly h: Tensor
  readonly c: Tensor
}

interface Sequence {
  readonly B: number
  readonly dropout: Dropout
  /** One truth value per step and text, [B, 1] each; steps that are not counted leave the state alone. Default: all count. */
  readonly counted?: readonly Tensor[] | undefined
  /** One state per layer and direction, forward before backward; default zeros. */
  readonly start?: readonly State[]
}

interface Ran {
  /** Top layer, time by time: [T·B, H], or [T·B, 2·H] of both directions. Zeros where steps are not counted. */
  readonly rows: Tensor
  /** One state per layer and direction after the last counted step. */
  readonly last: readonly State[]
}

interface LstmOptions {
  readonly from: number
  readonly width: number
  readonly layers: number
  readonly bidirectional?: boolean
  /** Share dropped between layers. */
  readonly share: number
  readonly init: Init
}

/**
 * Layers of long short-term memory (Hochreiter & Schmidhuber 1997) over rows [T·B, from], time by time, under PyTorch's names.
 * The steps are unrolled: a program holds a few dozen operations for each.
 */
export function lstm(options: LstmOptions): Layer<(rows: Tensor, sequence: Sequence) => Ran> {
  const { width, layers, bidirectional = false, share, init } = options
  const directions = bidirectional ? ['', '_reverse'] : ['']
  const cells = Array.from({ length: layers }, (_, i) => {
    const from = i === 0 ? options.from : directions.length * width
    return directions.map(direction => cell(from, width, `_l${i}${direction}`, init))
  })
  const named = Object.assign({}, ...cells.flat().map(({ parts }) => parts))
  return layer(named, (rows: Tensor, { B, dropout, counted, start }: Sequence) => {
    const last: State[] = []
    let x = rows
    for (const [i, both] of cells.entries()) {
      const read = i === 0 ? x : dropout(x, share)
      const ran = both.map((run, d) => run(read, { B, counted, start: start?.[last.length + d], backward: d === 1 }))
      last.push(...ran.map(r => r.last))
      x = concat(
        ran.map(r => r.rows),
        1,
      )
    }
    return { rows: x, last }
  })
}

interface Direction {
  readonly B: number
  readonly counted: readonly Tensor[] | undefined
  readonly start: State | undefined
  readonly backward: boolean
}

/** One layer in one direction. */
function cell(from: number, width: number, suffix: string, init: Init) {
  const [input, state] = [parameter([4 * width, from], init), parameter([4 * width, width], init)]
  const [inputBias, stateBias] = [parameter([4 * width], init), parameter([4 * width], init)]
  const named = {
    [`weight_ih${suffix}`]: input,
    [`weight_hh${suffix}`]: state,
    [`bias_ih${suffix}`]: inputBias,
    [`bias_hh${suffix}`]: stateBias,
  }
  const step = (fromInput: Tensor, { h, c }: State): State => {
    const recurrent = withGradient(gemm(h, state, { b: true }, stateBias), [h], ([g]) => [gemm(g as Tensor, state)])
    const gates = fromInput.add(recurrent)
    const [i, f, g, o] = split(gates, 1, [width, width, width, width]) as [Tensor, Tensor, Tensor, Tensor]
    const next = sigmoid(f)
      .mul(c)
      .add(sigmoid(i).mul(tanh(g)))
    return { h: sigmoid(o).mul(tanh(next)), c: next }
  }
  return layer(named, (rows: Tensor, { B, counted, start, backward }: Direction) => {
    const T = rows.dim(0) / B
    const before: Tensor[] = Array(T)
    // one product is what all steps take from their inputs, and one the gradient of the weights on their states
    const product = gemm(rows, input, { b: true }, inputBias)
    const all = withGradient(product, [product, state, stateBias], ([g]) => [
      g as Tensor,
      gemm(g as Tensor, concat(before, 0), { a: true }),
      (g as Tensor).sum([0]),
    ])
    const fromInputs = split(all, 0, Array(T).fill(B))
    const outputs: Tensor[] = Array(T)
    let now = start ?? { h: fill(0, [B, width]), c: fill(0, [B, width]) }
    for (let n = 0; n < T; n++) {
      const t = backward ? T - 1 - n : n
      before[t] = now.h
      const next = step(fromInputs[t] as Tensor, now)
      const counts = counted?.[t]
      now = counts ? { h: where(counts, next.h, now.h), c: where(counts, next.c, now.c) } : next
      outputs[t] = counts ? where(counts, next.h, scalar(0)) : next.h
    }
    return { rows: concat(outputs, 0), last: now }
  })
}
