import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noDropout } from '../../../core/nn/dropout.ts'
import { lstm } from '../../../core/nn/lstm.ts'
import { namedParameters } from '../../../core/nn/module.ts'
import {
  additiveAttention,
  attentionalState,
  dotAttention,
  generalAttention,
} from '../../../core/nn/recurrent-attention.ts'
import { differentiate } from '../../../core/tensor/differentiate.ts'
import { concat, constant, type Tensor } from '../../../core/tensor/tensor.ts'
import { unroll } from '../../../core/tensor/unroll.ts'
import { compiled } from '../tensor/evaluate.ts'

interface Numbers {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}
type Named = Readonly<Record<string, Numbers>>

/** What PyTorch computes: see the README beside the file. */
const theirs = JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/golden/lstm/case.json'), 'utf8')) as {
  lstm: {
    weights: Named
    lengths: number[]
    x_T_B_C: Numbers
    y_T_B_2H: Numbers
    h_n_LD_B_H: Numbers
    c_n: Numbers
  }
  luong_general: Named
  bahdanau: Named
}
const { weights, lengths, x_T_B_C: x, y_T_B_2H: y, h_n_LD_B_H, c_n } = theirs.lstm
const [T, B, H] = [6, 3, 4]
const init = { kind: 'uniform', bound: 0.1 } as const

const given = ({ data, shape }: Numbers, ...as: number[]) => constant(data, as.length ? as : shape)
const close = (got: readonly number[] = [], { data }: Numbers) => {
  expect(got.length).toBe(data.length)
  expect(Math.max(...got.map((v, i) => Math.abs(v - (data[i] ?? Number.NaN))))).toBeLessThan(1e-6)
}
/** [S, B, …] as [B, S, …], flat. */
const batchFirst = ({ data, shape: [S = 1, N = 1, C = 1] }: Numbers) =>
  Array.from({ length: N * S * C }, (_, i) => {
    const [b, s, c] = [Math.floor(i / (S * C)), Math.floor(i / C) % S, i % C]
    return data[(s * N + b) * C + c] as number
  })
const states = () => constant(batchFirst(y), [B, T, 2 * H])
/** As the vectors were made: states beyond a text's end do not count. */
const bias = () =>
  constant(
    lengths.flatMap(n => Array.from({ length: T }, (_, t) => (t < n ? 0 : -1e9))),
    [B, 1, T],
  )

/** At each step, whose text has not ended. */
const counted = () =>
  constant(Array.from({ length: T }, (_, t) => lengths.map(n => (t < n ? 1 : 0))).flat(), [T, B, 1], 'int32')

const forms = [
  ['as loops', (outputs: Record<string, Tensor>) => outputs],
  ['written out', (outputs: Record<string, Tensor>) => ({ ...unroll({ outputs, parameters: new Map() }).outputs })],
] as const

test.each(forms)('two layers in both directions over texts of different lengths equal PyTorch, %s', async (_, form) => {
  const run = lstm({ inputSize: 5, width: H, layers: 2, bidirectional: true, dropoutRate: 0, init })
  const named = namedParameters(run.parts)
  expect(Object.fromEntries([...named].map(([key, { shape }]) => [key, shape]))).toEqual(
    Object.fromEntries(Object.entries(weights).map(([key, { shape }]) => [key, shape])),
  )
  const { rows, last } = run(given(x, T * B, 5), { B, dropout: noDropout, counted: counted() })
  const states = Object.fromEntries(last.flatMap(({ h, c }, i) => [[`h${i}`, h] as const, [`c${i}`, c] as const]))
  const evaluate = await compiled(form({ rows, ...states }), named)
  const got = await evaluate(Object.fromEntries(Object.entries(weights).map(([key, { data }]) => [key, data])))
  close(got.rows, y)
  close(
    last.flatMap((_, i) => got[`h${i}`] ?? []),
    h_n_LD_B_H,
  )
  close(
    last.flatMap((_, i) => got[`c${i}`] ?? []),
    c_n,
  )
})

test('gradients of all weights are slopes, with texts of different lengths', async () => {
  const run = lstm({ inputSize: 5, width: H, layers: 2, bidirectional: true, dropoutRate: 0, init })
  const named = namedParameters(run.parts)
  const { rows, last } = run(given(x, T * B, 5), { B, dropout: noDropout, counted: counted() })
  const loss = concat([rows, ...last.map(({ c }) => concat([c, c], 1))], 0)
    .mul(
      constant(
        Array.from({ length: (T + 4) * B * 2 * H }, (_, i) => Math.sin(i)),
        [(T + 4) * B, 2 * H],
      ),
    ) // every number counts for itself
    .sum()
    .reshape()
  const gradients = differentiate(loss, [...named.values()])
  const outputs = Object.fromEntries([...named.keys()].map((key, i) => [`gradient/${key}`, gradients[i] as Tensor]))
  const evaluate = await compiled({ loss, ...outputs }, named)
  const feeds = Object.fromEntries(Object.entries(weights).map(([key, { data }]) => [key, data]))
  const exact = await evaluate(feeds)
  const h = 1e-2
  for (const [key, data] of Object.entries(feeds)) {
    const gradient = exact[`gradient/${key}`] ?? []
    const largest = Math.max(...gradient.map(Math.abs))
    for (const place of [0, Math.floor(data.length / 2), data.length - 1]) {
      const at = async (value: number) => (await evaluate({ ...feeds, [key]: data.with(place, value) })).loss?.[0] ?? 0
      const here = data[place] as number
      const slope = ((await at(here + h)) - (await at(here - h))) / (2 * h)
      expect(Math.abs(slope - (gradient[place] ?? Number.NaN)), key).toBeLessThan(0.01 * largest)
    }
  }
})

const values = async (outputs: Record<string, Tensor>, parts: Parameters<typeof namedParameters>[0], feeds: Named) => {
  const run = await compiled(outputs, namedParameters(parts))
  return run(Object.fromEntries(Object.entries(feeds).map(([key, { data }]) => [key, data])))
}

test("Luong's attention equals PyTorch", async () => {
  const {
    query_B_H: query,
    attn_S_B,
    context,
    attentional_hidden,
    ...feeds
  } = theirs.luong_general as Record<string, Numbers> & {
    query_B_H: Numbers
    attn_S_B: Numbers
    context: Numbers
    attentional_hidden: Numbers
  }
  const [ask, read] = [generalAttention(H, 2 * H, init), attentionalState(H, 2 * H, init)]
  const looked = ask({ states: states(), bias: bias() })(given(query, B, 1, H))
  const out = read(looked.context.reshape(B, 2 * H), given(query))
  const got = await values({ ...looked, out }, { ...ask.parts, ...read.parts }, feeds)
  close(got.weights, { ...attn_S_B, data: batchFirst(attn_S_B) })
  close(got.context, context)
  close(got.out, attentional_hidden)
})

test("Bahdanau's attention equals PyTorch", async () => {
  const { W_query, W_key, b, v, attn_S_B, context } = theirs.bahdanau as Record<
    'W_query' | 'W_key' | 'b' | 'v' | 'attn_S_B' | 'context',
    Numbers
  >
  const ask = additiveAttention(H, 2 * H, 6, init)
  const query = theirs.luong_general.query_B_H as Numbers
  const looked = ask({ states: states(), bias: bias() })(given(query, B, 1, H))
  const feeds = { 'query.weight': W_query, 'key.weight': W_key, 'key.bias': b, 'score.weight': v }
  const got = await values({ ...looked }, ask.parts, feeds)
  close(got.weights, { ...attn_S_B, data: batchFirst(attn_S_B) })
  close(got.context, context)
})

test('comparing directly is comparing through weights that change nothing', async () => {
  const identity = Array.from({ length: H * H }, (_, i) => (i % (H + 1) === 0 ? 1 : 0))
  const source = { states: constant(batchFirst(y).slice(0, B * T * H), [B, T, H]), bias: bias() }
  const query = given(theirs.luong_general.query_B_H as Numbers, B, 1, H)
  const [direct, through] = [dotAttention(), generalAttention(H, H, init)]
  const run = await compiled(
    { a: direct(source)(query).context, b: through(source)(query).context },
    namedParameters(through.parts),
  )
  const { a = [], b } = await run({ 'input_proj.weight': identity })
  expect(Math.max(...a.map(Math.abs))).toBeGreaterThan(0.01)
  close(b, { shape: [B, H], data: a })
})
