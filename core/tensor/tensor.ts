import type { OpType } from './op-type.ts'
import { broadcastShapes, product, type Shape, sameShape } from './shape.ts'

export type DType = 'float32' | 'float64' | 'int32' | 'int64' | 'bool'
export type TensorData = Float32Array | Float64Array | Int32Array | Uint8Array

/** How a parameter starts out. `uniform` is in ±bound; `zeroRow` is the row of a padding token, which starts and stays 0. */
export type Init =
  | { readonly kind: 'normal'; readonly std: number; readonly zeroRow?: number }
  | { readonly kind: 'uniform'; readonly bound: number }
  | { readonly kind: 'constant'; readonly value: number }

export type Attribute = number | string | readonly number[] | { readonly float: number }

/**
 * One gradient per input, from one gradient per output (undefined where the loss does not depend on it).
 * Written as if shapes never broadcast: the walker sums a gradient back to its input's shape. `wanted` says which of
 * them anybody reads, for operations that can save work by it.
 */
export type GradientFunction = (
  grads: readonly (Tensor | undefined)[],
  outputs: readonly Tensor[],
  wanted: readonly boolean[],
) => readonly (Tensor | null)[]

/** What one step of a loop does. It stands by itself: it is made of its arguments and of constants. */
export interface LoopBody {
  /** Arguments: the states, one step of each sequence, and values that are the same at every step. */
  readonly inputs: readonly Tensor[]
  /** The next states, then one step of each result. */
  readonly outputs: readonly Tensor[]
  readonly states: number
  readonly sequences: number
  /** Number of steps. */
  readonly length: number
  /** From the last step to the first. */
  readonly backward: boolean
}

/** Where a value comes from: a leaf (fed, trained, constant or given to a loop's step) or an operation on other values. */
export type Origin =
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'parameter'; readonly init: Init }
  | { readonly kind: 'constant'; readonly data: TensorData }
  | { readonly kind: 'argument' }
  | {
      readonly kind: 'op'
      readonly type: OpType
      readonly domain: string
      readonly attrs: Readonly<Record<string, Attribute>>
      readonly inputs: readonly Tensor[]
      readonly gradient: GradientFunction | undefined
      /** Of the type Scan: inputs and outputs are those of the loop, sequences and results with all their steps [T, …]. */
      readonly loop?: LoopBody
    }

/** Every node has a number larger than those of its inputs, so sorting by it is a topological order. */
let nodeCount = 0

export class Node {
  readonly id = nodeCount++
  readonly origin: Origin
  readonly outputs: readonly Tensor[]
  constructor(origin: Origin, outputs: readonly { shape: Shape; dtype: DType }[]) {
    this.origin = origin
    this.outputs = outputs.map(({ shape, dtype }, index) => new Tensor(this, index, shape, dtype))
  }
  get inputs(): readonly Tensor[] {
    return this.origin.kind === 'op' ? this.origin.inputs : []
  }
}

interface OpOptions {
  readonly attrs?: Readonly<Record<string, Attribute>>
  readonly domain?: string
  readonly dtype?: DType
  readonly gradient?: GradientFunction
}

/** A node of ONNX operator `type` with one output. Only Tensor's own methods and the files of ops/ call it. */
export function op(type: OpType, inputs: readonly Tensor[], shape: Shape, operation: OpOptions = {}): Tensor {
  return multiOutputOp(type, inputs, [shape], operation)[0] as Tensor
}

/** A node with several outputs of one dtype. */
export function multiOutputOp(
  type: OpType,
  inputs: readonly Tensor[],
  shapes: readonly Shape[],
  operation: OpOptions = {},
) {
  const { attrs = {}, domain = '', gradient } = operation
  const dtype = operation.dtype ?? inputs[0]?.dtype ?? 'float32'
  const origin = { kind: 'op', type, domain, attrs, inputs, gradient } as const
  return new Node(
    origin,
    shapes.map(shape => ({ shape, dtype })),
  ).outputs
}

/**
 * The value itself, with a gradient of our own with respect to `inputs`: cheaper or more exact than what the walker
 * would derive from the operations behind the value. Leaves no trace in the emitted graph.
 */
export const withCustomGradient = (value: Tensor, inputs: readonly Tensor[], gradient: GradientFunction): Tensor =>
  op(aliasType, [value, ...inputs], value.shape, {
    dtype: value.dtype,
    gradient: (grads, outputs, wanted) => [null, ...gradient(grads, outputs, wanted.slice(1))],
  })
/** Type of the nodes that withCustomGradient() makes. */
export const aliasType = 'Alias' satisfies OpType

/** A value the host feeds at every run. */
export const input = (name: string, shape: Shape, dtype: DType = 'float32'): Tensor =>
  new Node({ kind: 'input', name }, [{ shape, dtype }]).outputs[0] as Tensor

/** A value that training changes. Its name comes from the module it is part of. */
export const parameter = (shape: Shape, init: Init, dtype: DType = 'float32'): Tensor =>
  new Node({ kind: 'parameter', init }, [{ shape, dtype }]).outputs[0] as Tensor

/** What a loop gives to its step. */
export const argument = (shape: Shape, dtype: DType): Tensor =>
  new Node({ kind: 'argument' }, [{ shape, dtype }]).outputs[0] as Tensor

const typedArrays = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  int64: Int32Array,
  bool: Uint8Array,
}

/** A value known now. int64 is kept in 32 bits and widened on the way out. */
export function constant(values: ArrayLike<number>, shape: Shape, dtype: DType = 'float32'): Tensor {
  if (values.length !== product(shape)) throw new Error(`constant: ${values.length} values for shape [${shape}]`)
  return new Node({ kind: 'constant', data: typedArrays[dtype].from(values) }, [{ shape, dtype }]).outputs[0] as Tensor
}

export const scalar = (value: number, dtype: DType = 'float32'): Tensor => constant([value], [], dtype)
/** Sizes and axes, which ONNX takes as int64. */
export const int64Vector = (values: readonly number[]): Tensor => constant(values, [values.length], 'int64')

/** An immutable value of known shape in an expression graph. */
export class Tensor {
  readonly node: Node
  readonly index: number
  readonly shape: Shape
  readonly dtype: DType
  constructor(node: Node, index: number, shape: Shape, dtype: DType) {
    this.node = node
    this.index = index
    this.shape = shape
    this.dtype = dtype
  }

  get rank(): number {
    return this.shape.length
  }
  get size(): number {
    return product(this.shape)
  }
  /** Length of an axis; −1 is the last. */
  dim(axis: number): number {
    const size = this.shape.at(axis)
    if (size === undefined) throw new Error(`dim: no axis ${axis} in [${this.shape}]`)
    return size
  }

  add(other: Tensor | number): Tensor {
    return elementwise('Add', this, other, ([g]) => [g as Tensor, g as Tensor])
  }
  sub(other: Tensor | number): Tensor {
    return elementwise('Sub', this, other, ([g]) => [g as Tensor, (g as Tensor).neg()])
  }
  mul(other: Tensor | number): Tensor {
    const b = toTensor(other, this)
    return elementwise('Mul', this, b, ([g]) => [(g as Tensor).mul(b), (g as Tensor).mul(this)])
  }
  /** d(a/b) = da/b − a/b · db/b */
  div(other: Tensor | number): Tensor {
    const b = toTensor(other, this)
    return elementwise('Div', this, b, ([g], [y]) => [
      (g as Tensor).div(b),
      (g as Tensor)
        .mul(y as Tensor)
        .div(b)
        .neg(),
    ])
  }
  neg(): Tensor {
    return op('Neg', [this], this.shape, { gradient: ([g]) => [(g as Tensor).neg()] })
  }

  /** Matrix product over the last two axes: [..., M, K] · [..., K, N] → [..., M, N]. */
  matmul(b: Tensor): Tensor {
    if (this.dim(-1) !== b.dim(-2)) throw new Error(`matmul: inner sizes differ: [${this.shape}] and [${b.shape}]`)
    const batch = broadcastShapes(this.shape.slice(0, -2), b.shape.slice(0, -2))
    return op('MatMul', [this, b], [...batch, this.dim(-2), b.dim(-1)], {
      gradient: ([g]) => [(g as Tensor).matmul(b.T), this.T.matmul(g as Tensor)],
    })
  }

  /**
   * This times b transposed: [..., M, K] · [..., N, K] → [..., M, N]. The same as matmul(b.T), but its gradient reads
   * everything as it lies in memory, which spares a transposition.
   */
  matmulT(b: Tensor): Tensor {
    const product = this.matmul(b.T)
    return withCustomGradient(product, [this, b], ([g]) => [(g as Tensor).matmul(b), (g as Tensor).T.matmul(this)])
  }

  /** The last two axes swapped. */
  get T(): Tensor {
    const axes = this.shape.map((_, i) => i)
    return this.transpose(...axes.slice(0, -2), this.rank - 1, this.rank - 2)
  }
  /** Axis i of the result is axis perm[i] of this. */
  transpose(...perm: readonly number[]): Tensor {
    const inverse = perm.map((_, i) => perm.indexOf(i))
    const shape = perm.map(p => this.dim(p))
    return op('Transpose', [this], shape, { attrs: { perm }, gradient: ([g]) => [(g as Tensor).transpose(...inverse)] })
  }
  reshape(...shape: Shape): Tensor {
    if (product(shape) !== this.size) throw new Error(`reshape: [${this.shape}] does not fit [${shape}]`)
    if (sameShape(shape, this.shape)) return this
    return op('Reshape', [this, int64Vector(shape)], shape, {
      gradient: ([g]) => [(g as Tensor).reshape(...this.shape), null],
    })
  }
  get flat(): Tensor {
    return this.reshape(this.size)
  }
  /** Repeats axes of length 1. */
  expand(...shape: Shape): Tensor {
    if (sameShape(shape, this.shape)) return this
    return op('Expand', [this, int64Vector(shape)], shape, { gradient: ([g]) => [g as Tensor, null] })
  }

  /** Sum over axes (all, when none are given); `keepDims` leaves them with length 1. */
  sum(axes: readonly number[] = this.shape.map((_, i) => i), keepDims = false): Tensor {
    return this.#reduce('ReduceSum', axes, keepDims, g => g)
  }
  /** Mean over axes, as `sum`. */
  mean(axes: readonly number[] = this.shape.map((_, i) => i), keepDims = false): Tensor {
    return this.#reduce('ReduceMean', axes, keepDims, (g, y) => g.mul(y.size / this.size))
  }
  #reduce(type: OpType, axes: readonly number[], keepDims: boolean, each: (g: Tensor, y: Tensor) => Tensor): Tensor {
    const over = axes.map(a => (a < 0 ? a + this.rank : a))
    const kept = this.shape.map((d, i) => (over.includes(i) ? 1 : d))
    const shape = keepDims ? kept : this.shape.filter((_, i) => !over.includes(i))
    return op(type, [this, int64Vector(over)], shape, {
      attrs: { keepdims: keepDims ? 1 : 0 },
      gradient: ([g], [y]) => [
        each(g as Tensor, y as Tensor)
          .reshape(...kept)
          .expand(...this.shape),
        null,
      ],
    })
  }

  /** Rows from … to (not included) of an axis. */
  slice(axis: number, from: number, to: number): Tensor {
    const length = this.dim(axis)
    if (from === 0 && to === length) return this
    const shape = this.shape.with(axis, to - from)
    const zeros = (n: number, like: Tensor) => (n === 0 ? [] : [fill(0, this.shape.with(axis, n), like.dtype)])
    return op('Slice', [this, int64Vector([from]), int64Vector([to]), int64Vector([axis])], shape, {
      gradient: ([g]) => {
        const parts = [...zeros(from, this), g as Tensor, ...zeros(length - to, this)]
        return [concat(parts, axis), null, null, null]
      },
    })
  }

  cast(dtype: DType): Tensor {
    if (dtype === this.dtype) return this
    const to = { float32: 1, int32: 6, int64: 7, bool: 9, float64: 11 }[dtype]
    return op('Cast', [this], this.shape, { attrs: { to }, dtype, gradient: ([g]) => [(g as Tensor).cast(this.dtype)] })
  }
}

const toTensor = (value: Tensor | number, like: Tensor) => (value instanceof Tensor ? value : scalar(value, like.dtype))

function elementwise(type: OpType, a: Tensor, other: Tensor | number, gradient: GradientFunction): Tensor {
  const b = toTensor(other, a)
  if (a.dtype !== b.dtype) throw new Error(`${type}: cannot mix ${a.dtype} and ${b.dtype}`)
  return op(type, [a, b], broadcastShapes(a.shape, b.shape), { gradient })
}

/** A tensor full of one value, made when the program runs. */
export const fill = (value: number, shape: Shape, dtype: DType = 'float32'): Tensor =>
  scalar(value, dtype).expand(...shape)

/** Joins tensors along an axis. */
export function concat(parts: readonly Tensor[], axis: number): Tensor {
  const [first] = parts
  if (!first) throw new Error('concat: nothing to join')
  if (parts.length === 1) return first
  const lengths = parts.map(p => p.dim(axis))
  const shape = first.shape.with(
    axis,
    lengths.reduce((a, b) => a + b, 0),
  )
  return op('Concat', parts, shape, { attrs: { axis }, gradient: ([g]) => split(g as Tensor, axis, lengths) })
}

/** Cuts a tensor into parts of the given lengths along an axis. */
export function split(x: Tensor, axis: number, lengths: readonly number[]): readonly Tensor[] {
  const shapes = lengths.map(length => x.shape.with(axis, length))
  return multiOutputOp('Split', [x, int64Vector(lengths)], shapes, {
    attrs: { axis },
    gradient: grads => {
      const parts = grads.map((g, i) => g ?? fill(0, shapes[i] as Shape, x.dtype))
      return [concat(parts, axis), null]
    },
  })
}
