import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../core/random.ts'
import { differentiate, upstreamNodes } from '../../../core/tensor/differentiate.ts'
import { programNodes } from '../../../core/tensor/program.ts'
import { product } from '../../../core/tensor/shape.ts'
import { input, type Tensor } from '../../../core/tensor/tensor.ts'
import { evaluateRows } from '../../../core/train/evaluate-rows.ts'
import { buildModel, type Model, supervisedRows } from '../../../core/train/model.ts'
import { totalLoss } from '../../../core/train/total-loss.ts'
import { blocks } from '../../../nodes/index.ts'
import { type Family, planOf } from '../../nodes/model/small-plan.ts'
import { compiled } from '../tensor/evaluate.ts'

// a batch of 8 has 128 rows with loss (MLM: 16); 20 and 3 do not divide them
const B = 8
const inChunks = { scores: 1, rows: 20 }
const whole = { scores: Number.POSITIVE_INFINITY, rows: 1 }
const families: readonly Family[] = ['gpt2', 'llama', 'bert', 't5', 'bart', 'lstm']

/** Numbers for everything a program is fed, the same at every call. */
function feedsOf(model: Model) {
  const { int, normal } = createRandom(5)
  const draw = (shape: readonly number[], f: () => number) => Array.from({ length: product(shape) }, f)
  const weights = [...model.parameters].map(
    ([name, { shape }]) =>
      [name, draw(shape, () => (shape.length === 1 && name.endsWith('weight') ? 1 : 0) + 0.2 * normal())] as const,
  )
  const own = Object.entries(model.collator.feeds(B)).map(([name, { shape, dtype }]) => {
    if (dtype === 'float32') return [name, draw(shape, () => int(2) / 8)] as const
    if (name === 'rows') return [name, [...Array(product(shape)).keys()].map(i => 2 * i)] as const
    return [
      name,
      draw(shape, () => (name === 'ids' || name === 'target' || name === 'labels' ? 4 + int(500) : 1)),
    ] as const
  })
  return Object.fromEntries([...weights, ...own])
}

const rowsAtOnce = (family: Family) => (family === 'bert' ? { ...inChunks, rows: 3 } : inChunks)

describe.each(families)('%s', family => {
  const model = buildModel(planOf(family), blocks)
  const learning = [...model.parameters.values()]

  test('learns the same from scores in chunks as from all at once', async () => {
    const results = []
    for (const limits of [whole, rowsAtOnce(family)]) {
      const loss = totalLoss(model, supervisedRows(model, B), learning, limits)
      const found = differentiate(loss, learning)
      const gradients = Object.fromEntries([...model.parameters.keys()].map((name, i) => [name, found[i] as Tensor]))
      const run = await compiled(
        { loss, ...Object.fromEntries(Object.entries(gradients).map(([n, g]) => [`g/${n}`, g])) },
        model.parameters,
      )
      results.push(await run(feedsOf(model)))
    }
    const [plain, chunked] = results as [Record<string, number[]>, Record<string, number[]>]
    expect(Math.abs((chunked.loss?.[0] as number) / (plain.loss?.[0] as number) - 1)).toBeLessThan(1e-6)
    for (const [name, values] of Object.entries(plain)) {
      const length = Math.hypot(...values)
      const apart = Math.hypot(...values.map((x, i) => x - (chunked[name]?.[i] as number)))
      expect(apart, name).toBeLessThanOrEqual(1e-5 * length + 1e-9)
    }
  })

  test('is measured the same in chunks, and takes rows for the same tokens', async () => {
    const [plain, chunked] = await Promise.all(
      [whole, rowsAtOnce(family)].map(async limits => {
        const run = await compiled({ ...evaluateRows(model, supervisedRows(model, B), limits) }, model.parameters)
        return run(feedsOf(model))
      }),
    )
    expect(Math.abs((chunked?.loss?.[0] as number) / (plain?.loss?.[0] as number) - 1)).toBeLessThan(1e-6)
    expect(chunked?.guesses).toEqual(plain?.guesses)
    expect(new Set(plain?.guesses).size).toBeGreaterThan(3)
  })
})

describe('the scores of a chunk', () => {
  const model = buildModel(planOf('gpt2'), blocks)
  const learning = [...model.parameters.values()]
  const V = 512
  const large = (outputs: Record<string, Tensor>) =>
    programNodes({ outputs, parameters: new Map() }).filter(
      ({ origin, outputs: [y] }) => origin.kind === 'op' && y?.rank === 2 && y.dim(1) === V && y.dim(0) <= 128,
    )

  test('never have more rows than a chunk', () => {
    const loss = totalLoss(model, supervisedRows(model, B), learning, inChunks)
    const sizes = large({ loss, g: differentiate(loss, learning)[0] as Tensor }).map(({ outputs: [y] }) => y?.dim(0))
    expect(new Set(sizes)).toEqual(new Set([19, 14])) // 6 · 19 + 14 = 128
  })

  test('wait until the chunk before has gone forward and back', () => {
    const loss = totalLoss(model, supervisedRows(model, B), learning, inChunks)
    const found = large({ loss, g: differentiate(loss, learning)[0] as Tensor })
    const products = found.filter(({ origin }) => origin.kind === 'op' && origin.type === 'Gemm')
    expect(products).toHaveLength(7)
    for (const [i, product] of products.entries()) {
      const before = new Set(upstreamNodes([product.outputs[0] as Tensor]))
      const waiting = found.slice(0, found.indexOf(product)).every(node => before.has(node))
      expect(waiting, `chunk ${i}`).toBe(true)
    }
  })

  test('all fit at once in small models, which stay as they were', () => {
    const hidden = input('hidden', [64, 32])
    const rows = { hidden, labels: input('labels', [64], 'int32'), weights: input('weights', [64]) }
    const products = programNodes({
      outputs: { loss: totalLoss(model, rows, learning) },
      parameters: new Map(),
    }).filter(({ origin }) => origin.kind === 'op' && origin.type === 'Gemm')
    expect(products).toHaveLength(1)
  })
})

test('a loss that is not a number in one chunk leaves the others as they are', async () => {
  const { network, ...rest } = buildModel(planOf('gpt2'), blocks)
  const model = { ...rest, network }
  const learning = [...model.parameters.values()]
  const hidden = input('hidden', [40, 32])
  const rows = { hidden, labels: input('labels', [40], 'int32'), weights: input('weights', [40]) }
  const [back] = differentiate(totalLoss(model, rows, learning, inChunks), [hidden]) as [Tensor]
  const feeds = feedsOf(model)
  const states = Array.from({ length: 40 * 32 }, (_, i) => (i === 0 ? Number.NaN : Math.sin(i)))
  const { y = [] } = await (await compiled({ y: back }, model.parameters))({
    ...feeds,
    hidden: states,
    labels: Array(40).fill(7),
    weights: Array(40).fill(1),
  })
  expect(y.slice(0, 32).every(Number.isNaN)).toBe(true)
  expect(y.slice(20 * 32).every(Number.isFinite)).toBe(true)
})

test('what chunks say of the slope is what the loss does when states and tables move a little', async () => {
  const model = buildModel(planOf('gpt2'), blocks)
  const learning = [...model.parameters.values()]
  const hidden = input('hidden', [40, 32])
  const rows = { hidden, labels: input('labels', [40], 'int32'), weights: input('weights', [40]) }
  const loss = totalLoss(model, rows, learning, inChunks)
  const table = model.parameters.get('transformer.wte.weight') as Tensor
  const [back, ofTable] = differentiate(loss, [hidden, table]) as [Tensor, Tensor]
  const run = await compiled({ loss, back, ofTable }, model.parameters)
  const fixed = {
    ...feedsOf(model),
    labels: Array.from({ length: 40 }, (_, i) => 11 * i),
    weights: Array.from({ length: 40 }, (_, i) => (i % 3) / 40),
  }
  const at = { hidden: wave(40 * 32, 1), 'transformer.wte.weight': wave(table.size, 2) }
  const towards = { hidden: wave(40 * 32, 3), 'transformer.wte.weight': wave(table.size, 5) }
  const moved = (step: number) =>
    Object.fromEntries(
      Object.entries(at).map(([name, x]) => [
        name,
        x.map((value, i) => value + step * (towards[name as keyof typeof at][i] as number)),
      ]),
    )
  const lossAt = async (step: number) => (await run({ ...fixed, ...moved(step) })).loss?.[0] as number
  const step = 0.01
  const slope = ((await lossAt(step)) - (await lossAt(-step))) / (2 * step)
  const found = await run({ ...fixed, ...at })
  const along = (g: number[] = [], d: number[] = []) => g.reduce((sum, x, i) => sum + x * (d[i] as number), 0)
  const told = along(found.back, towards.hidden) + along(found.ofTable, towards['transformer.wte.weight'])
  expect(Math.abs(told)).toBeGreaterThan(0.1)
  expect(told / slope).toBeCloseTo(1, 3)
})

const wave = (length: number, seed: number) => Array.from({ length }, (_, i) => Math.sin(seed + i * (1.3 + seed / 7)))
