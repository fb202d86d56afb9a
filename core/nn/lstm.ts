import { greater, sigmoid, tanh, where } from '../tensor/ops/elementwise.ts'
import { gemm } from '../tensor/ops/gemm.ts'
import { scan } from '../tensor/ops/scan.ts'
import { concat, fill, type Init, parameter, scalar, split, type Tensor } from '../tensor/tensor.ts'
import type { Dropout } from './dropout.ts'
import { type Layer, layer } from './module.ts'

/** What a cell hands to its next step: [B, H] each. */
export interface LstmState {
  readonly h: Tensor
  readonly c: Tensor
}

interface LstmInputs {
  readonly B: number
  readonly dropout: Dropout
  /** 1 for each step and text that counts, int32 [T, B, 1]; other steps leave the state alone. Default: all count. */
  readonly counted?: Tensor | undefined
  /** One state per layer and direction, forward before backward; default zeros. */
  readonly start?: readonly LstmState[]
}

interface LstmOutput {
  /** Top layer, time by time: [T·B, H], or [T·B, 2·H] of both directions. Zeros where steps are not counted. */
  readonly rows: Tensor
  /** One state per layer and direction after the last counted step. */
  readonly last: readonly LstmState[]
}

interface LstmOptions {
  readonly inputSize: number
  readonly width: number
  readonly layers: number
  readonly bidirectional?: boolean
  /** Share dropped between layers. */
  readonly dropoutRate: number
  readonly init: Init
}

interface Lstm extends Layer<(rows: Tensor, sequence: LstmInputs) => LstmOutput> {
  /** A single step of all layers, from x [B, from] to their states, for loops of one's own. Reads forward only. */
  readonly step: (x: Tensor, states: readonly LstmState[], dropout: Dropout) => readonly LstmState[]
}

/** Layers of long short-term memory (Hochreiter & Schmidhuber 1997) over rows [T·B, from], time by time, under PyTorch's names. */
export function lstm(options: LstmOptions): Lstm {
  const { width, layers, bidirectional = false, dropoutRate, init } = options
  const directions = bidirectional ? ['', '_reverse'] : ['']
  const cells = Array.from({ length: layers }, (_, i) => {
    const from = i === 0 ? options.inputSize : directions.length * width
    return directions.map(direction => cell(from, width, `_l${i}${direction}`, init))
  })
  const named = Object.assign({}, ...cells.flat().map(({ parts }) => parts))
  const run = (rows: Tensor, { B, dropout, counted, start }: LstmInputs): LstmOutput => {
    const last: LstmState[] = []
    let x = rows
    for (const [i, both] of cells.entries()) {
      const read = i === 0 ? x : dropout(x, dropoutRate)
      const ran = both.map((run, d) => run(read, { B, counted, start: start?.[last.length + d], backward: d === 1 }))
      last.push(...ran.map(r => r.last))
      x = concat(
        ran.map(r => r.rows),
        1,
      )
    }
    return { rows: x, last }
  }
  const step = (x: Tensor, states: readonly LstmState[], dropout: Dropout) => {
    const next: LstmState[] = []
    for (const [i, [cell]] of cells.entries()) {
      const read = i === 0 ? x : dropout((next[i - 1] as LstmState).h, dropoutRate)
      next.push((cell as Cell).step(read, states[i] as LstmState))
    }
    return next
  }
  return Object.assign(layer(named, run), { step })
}

interface Direction {
  readonly B: number
  readonly counted: Tensor | undefined
  readonly start: LstmState | undefined
  readonly backward: boolean
}
type Cell = ReturnType<typeof cell>

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
  /** What the gates take from inputs [N, from]: [N, 4·H]. */
  const taken = (x: Tensor) => gemm(x, input, { b: true }, inputBias.add(stateBias))
  const next = (fromInput: Tensor, { h, c }: LstmState): LstmState => {
    const gates = fromInput.add(gemm(h, state, { b: true }))
    const [i, f, g, o] = split(gates, 1, [width, width, width, width]) as [Tensor, Tensor, Tensor, Tensor]
    const now = sigmoid(f)
      .mul(c)
      .add(sigmoid(i).mul(tanh(g)))
    return { h: sigmoid(o).mul(tanh(now)), c: now }
  }
  const run = (rows: Tensor, { B, counted, start, backward }: Direction) => {
    const fromInputs = taken(rows).reshape(rows.dim(0) / B, B, 4 * width) // one product for all steps
    const zeros = fill(0, [B, width])
    const { last, results } = scan(
      { start: [start?.h ?? zeros, start?.c ?? zeros], over: counted ? [fromInputs, counted] : [fromInputs], backward },
      ([h, c], [fromInput, counts]) => {
        const before = { h, c } as LstmState
        const after = next(fromInput as Tensor, before)
        const counted = counts && isToken(counts)
        const state = counted ? selectState(counted, after, before) : after
        const seen = counted ? where(counted, after.h, scalar(0)) : after.h
        return { states: [state.h, state.c], results: [seen] }
      },
    )
    const [h, c] = last as [Tensor, Tensor]
    return { rows: (results[0] as Tensor).reshape(rows.dim(0), width), last: { h, c } }
  }
  return Object.assign(layer(named, run), { step: (x: Tensor, before: LstmState) => next(taken(x), before) })
}

/** Whether a step counts, as truth values, which WebGPU cannot cut into steps. */
export const isToken = (counts: Tensor): Tensor => greater(counts, scalar(0, 'int32'))

/** The state after a step for texts whose step counts, truth values [B, 1], and the one before it for the others. */
const selectState = (counted: Tensor, after: LstmState, before: LstmState): LstmState => ({
  h: where(counted, after.h, before.h),
  c: where(counted, after.c, before.c),
})
