import { describe, expect, test } from 'vitest'
import { emitOnnx } from '../../../core/onnx/emit.ts'
import { createRandom } from '../../../core/random.ts'
import { differentiate } from '../../../core/tensor/differentiate.ts'
import { greater, minimum, sigmoid, tanh, where } from '../../../core/tensor/ops/elementwise.ts'
import { gemm } from '../../../core/tensor/ops/gemm.ts'
import { softmax } from '../../../core/tensor/ops/normalization.ts'
import { scan } from '../../../core/tensor/ops/scan.ts'
import { flops, programNodes } from '../../../core/tensor/program.ts'
import { product, type Shape } from '../../../core/tensor/shape.ts'
import { concat, constant, input, scalar, type Tensor } from '../../../core/tensor/tensor.ts'
import { unroll } from '../../../core/tensor/unroll.ts'
import { compiled, type Feeds } from './evaluate.ts'

const [T, B, H] = [5, 3, 4]
const double = 'float64'
type Looped = ReturnType<typeof scan>

/** Results of a loop with the shapes of what they depend on. */
interface Case {
  readonly shapes: readonly Shape[]
  readonly of: (...x: Tensor[]) => Looped
}

/** A recurrent cell with a bias: h ← tanh(x + W h + b). */
const simple =
  (backward: boolean) =>
  (x: Tensor, h: Tensor, W: Tensor, b: Tensor): Looped =>
    scan({ start: [h], over: [x], backward }, ([h], [x]) => {
      const next = tanh((x as Tensor).add(gemm(h as Tensor, W, { b: true }, b)))
      return { states: [next], results: [next] }
    })

const ids = (values: readonly number[], ...shape: number[]) => constant(values, shape, 'int32')

const cases: Record<string, Case> = {
  'a recurrent cell': { shapes: [[T, B, H], [B, H], [H, H], [H]], of: simple(false) },
  'a recurrent cell that reads from the end': { shapes: [[T, B, H], [B, H], [H, H], [H]], of: simple(true) },
  'a cell that stands still where a mask says so': {
    shapes: [
      [T, B, H],
      [B, H],
    ],
    of: (x, h) =>
      scan(
        { start: [h], over: [x, ids([1, 1, 1, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1], T, B, 1)] },
        ([before], [x, counts]) => {
          const after = sigmoid((x as Tensor).mul(before as Tensor))
          const counted = greater(counts as Tensor, scalar(0, 'int32'))
          return { states: [where(counted, after, before as Tensor)], results: [after.mul(x as Tensor)] }
        },
      ),
  },
  'a cell that looks at a memory before each step': {
    shapes: [
      [B, H],
      [B, T, H],
      [2 * H, H],
    ],
    of: (h, memory, W) =>
      scan({ start: [h], over: [constant(new Float32Array(T), [T], double)] }, ([h], [none]) => {
        const asked = (h as Tensor).reshape(B, 1, H)
        const seen = softmax(asked.matmulT(tanh(memory)))
          .matmul(memory)
          .reshape(B, H)
        const next = gemm(concat([h as Tensor, seen], 1), W).add(none as Tensor)
        return { states: [next], results: [seen] }
      }),
  },
  'a state that is handed on as it is, and read': {
    shapes: [[T, H], [H], [H]],
    of: (x, a, b) =>
      scan({ start: [a, b], over: [x] }, ([a, b], [x]) => ({
        states: [b as Tensor, (a as Tensor).mul(x as Tensor)],
        results: [a as Tensor, (a as Tensor).add(b as Tensor)],
      })),
  },
  'single numbers': {
    shapes: [[T], []],
    of: (x, h) =>
      scan({ start: [h], over: [x] }, ([h], [x]) => {
        const next = tanh((h as Tensor).mul(x as Tensor))
        return { states: [next], results: [next] }
      }),
  },
  'a weight that is itself computed, and read by two layers': {
    shapes: [
      [T, B, H],
      [B, H],
      [H, H],
    ],
    of: (x, h, W) => {
      const V = tanh(W)
      return scan({ start: [h, h], over: [x] }, ([g, h], [x]) => {
        const low = tanh(gemm(g as Tensor, V).add(x as Tensor))
        const high = tanh(gemm(h as Tensor, V).add(gemm(low, W)))
        return { states: [low, high], results: [high] }
      })
    },
  },
  'a loop inside a loop': {
    shapes: [[2, T], [], [1, 1]],
    of: (x, h, W) =>
      scan({ start: [h], over: [x] }, ([before], [row]) => {
        const { last, results } = scan({ start: [before as Tensor], over: [row as Tensor] }, ([h], [v]) => {
          const next = tanh((h as Tensor).mul(v as Tensor).add(gemm((v as Tensor).reshape(1, 1), W).reshape()))
          return { states: [next], results: [next] }
        })
        return { states: last, results }
      }),
  },
  'a single step': { shapes: [[1, B, H], [B, H], [H, H], [H]], of: simple(false) },
}

/** Σ weights · all results with fixed weights, so that every number counts for itself. */
function weighted({ last, results }: Looped): Tensor {
  const { normal } = createRandom(7)
  const all = concat(
    [...last, ...results].map(x => x.flat),
    0,
  )
  return all
    .mul(constant(Array.from({ length: all.size }, normal), all.shape, all.dtype))
    .sum()
    .reshape()
}

const forms = { 'as a loop': (x: Record<string, Tensor>) => x, 'written out': writtenOut }

function writtenOut(outputs: Record<string, Tensor>): Record<string, Tensor> {
  return { ...unroll({ outputs, parameters: new Map() }).outputs }
}

describe.each(Object.entries(forms))('%s', (_, form) => {
  test.each(Object.entries(cases))('the gradient of %s is its slope', async (_, { shapes, of }) => {
    const { normal } = createRandom(shapes.length)
    const names = shapes.map((_, i) => `x${i}`)
    const feeds: Feeds = Object.fromEntries(
      shapes.map((s, i) => [`x${i}`, Array.from({ length: product(s) }, () => 0.5 * normal())]),
    )
    const inputs = shapes.map((s, i) => input(`x${i}`, s, double))
    const loss = weighted(of(...inputs))
    const gradients = differentiate(loss, inputs)
    const run = await compiled(
      form({ loss, ...Object.fromEntries(names.map((n, i) => [`g${n}`, gradients[i] as Tensor])) }),
    )
    const exact = await run(feeds)
    const h = 1e-5
    for (const name of names) {
      const values = feeds[name] as number[]
      const at = async (k: number, v: number) => (await run({ ...feeds, [name]: values.with(k, v) })).loss?.[0] ?? NaN
      for (const [k, here] of values.entries()) {
        const slope = ((await at(k, here + h)) - (await at(k, here - h))) / (2 * h)
        expect(Math.abs(slope - (exact[`g${name}`]?.[k] ?? NaN)), `${name}[${k}]`).toBeLessThan(1e-8)
      }
    }
  })

  test('a running sum and product are what they are by hand, in both directions', async () => {
    const x = input('x', [4])
    const sums = (backward: boolean) =>
      scan({ start: [scalar(0), scalar(1)], over: [x], backward }, ([sum, product], [x]) => {
        const [s, p] = [(sum as Tensor).add(x as Tensor), (product as Tensor).mul(x as Tensor)]
        return { states: [s, p], results: [s, p] }
      })
    const named = (prefix: string, { last, results }: Looped) => ({
      [`${prefix}last`]: last[1] as Tensor,
      [`${prefix}sums`]: results[0] as Tensor,
      [`${prefix}products`]: results[1] as Tensor,
    })
    const run = await compiled(form({ ...named('', sums(false)), ...named('back', sums(true)) }))
    expect(await run({ x: [1, 2, 3, 4] })).toEqual({
      last: [24],
      sums: [1, 3, 6, 10],
      products: [1, 2, 6, 24],
      backlast: [24],
      backsums: [10, 9, 7, 4],
      backproducts: [24, 24, 12, 4],
    })
  })

  test('a loop inside a loop', async () => {
    const x = input('x', [2, 3])
    const outer = scan({ start: [scalar(0)], over: [x] }, ([sofar], [row]) => {
      const inner = scan({ start: [sofar as Tensor], over: [row as Tensor] }, ([sum], [v]) => {
        const next = (sum as Tensor).add(v as Tensor)
        return { states: [next], results: [next] }
      })
      return { states: inner.last, results: inner.results }
    })
    const run = await compiled(form({ sums: outer.results[0] as Tensor }))
    expect(await run({ x: [1, 2, 3, 4, 5, 6] })).toEqual({ sums: [1, 3, 6, 10, 15, 21] })
  })
})

/** A recurrent network of a length, with the gradient of its weight. */
function network(length: number) {
  const [x, h, W] = [input('x', [length, B, H]), input('h', [B, H]), input('W', [H, H])]
  const { results } = simple(false)(x, h, W, input('b', [H]))
  const y = results[0] as Tensor
  const [g] = differentiate(y.sum().reshape(), [W])
  return { forward: { outputs: { y }, parameters: new Map() }, gradient: g as Tensor }
}
const program = (outputs: Record<string, Tensor>) => ({ outputs, parameters: new Map<string, Tensor>() })

test('a program with a loop does not grow with its length; written out it does', () => {
  const [short, long] = [4, 64].map(length => program({ g: network(length).gradient })) as [
    ReturnType<typeof program>,
    ReturnType<typeof program>,
  ]
  expect(emitOnnx(long).size).toBe(emitOnnx(short).size)
  expect(emitOnnx(unroll(long)).size).toBeGreaterThan(10 * emitOnnx(unroll(short)).size)
  expect(flops(long)).toBe(16 * flops(short))
})

test('what only gradients read is not kept when nobody asks for gradients', () => {
  const { forward } = network(4)
  const operations = programNodes(unroll(forward)).filter(n => n.origin.kind === 'op')
  // the four steps of three operations, beside what cuts and joins
  expect(
    operations.filter(n => n.origin.kind === 'op' && ['Gemm', 'Add', 'Tanh'].includes(n.origin.type)),
  ).toHaveLength(12)
  expect(emitOnnx(forward).size).toBe(1 + 3 + 1) // the loop, its three operations, and a copy: a state that is a result too
})

test('the gradient of a weight is one product of all steps, not a sum of small ones', () => {
  const { origin, inputs } = network(6).gradient.node
  expect(origin.kind === 'op' && origin.type).toBe('Gemm')
  expect(inputs.map(x => x.shape)).toEqual([
    [6 * B, H],
    [6 * B, H],
  ])
})

describe('a loop that cannot work is refused with what it was given', () => {
  const x = input('x', [T, B])
  test('a state that changes its shape', () => {
    const grow = () => scan({ start: [scalar(0)], over: [x] }, (_, [x]) => ({ states: [x as Tensor], results: [] }))
    expect(grow).toThrow('scan: state 0 is float32 [] before a step, float32 [3] after')
  })
  test('sequences of different lengths', () => {
    const uneven = () => scan({ start: [], over: [x, input('y', [B])] }, (_, given) => ({ states: [], results: given }))
    expect(uneven).toThrow('scan: sequences must be of equal length, got [5,3] [3]')
  })
  test('an operation inside without a gradient, by its name', () => {
    const smaller = () =>
      scan({ start: [], over: [x] }, (_, [x]) => ({ states: [], results: [minimum(x as Tensor, x as Tensor)] }))
    expect(smaller).toThrow('differentiate: Min has no gradient')
  })
})
