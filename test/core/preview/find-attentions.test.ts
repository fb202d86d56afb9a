// Who may look at whom, read from the program: the same as what the program really does with the weights it starts with.
import { describe, expect, test } from 'vitest'
import { noDropout } from '../../../core/nn/dropout.ts'
import { namedParameters } from '../../../core/nn/module.ts'
import { attentionPattern, groupAttentions } from '../../../core/preview/attention-patterns.ts'
import { findAttentions } from '../../../core/preview/find-attentions.ts'
import { upstreamNodes } from '../../../core/tensor/differentiate.ts'
import { input, type Tensor } from '../../../core/tensor/tensor.ts'
import { initializeParameter } from '../../../core/train/initialize-parameter.ts'
import { buildNetwork } from '../../../core/train/model.ts'
import { blocks } from '../../../nodes/index.ts'
import { families, planOf } from '../../nodes/model/small-plan.ts'
import { compiled, type Feeds } from '../tensor/evaluate.ts'

const [T, U, real] = [9, 6, 7]
const ids = Array.from({ length: T }, (_, i) => (i < real ? 20 + 7 * i : 0))
const mask = ids.map((_, i) => (i < real ? 1 : 0))
const target = Array.from({ length: U }, (_, i) => 30 + 5 * i)

type Inputs = Parameters<ReturnType<typeof buildNetwork>['hidden']>[0]

async function look(family: (typeof families)[number], more: Feeds = {}) {
  const plan = planOf(family)
  const network = buildNetwork(plan, blocks)
  const two = plan.objective.network.kind === 'encoder-decoder'
  const feeds: Feeds = { ids, mask, ...(two ? { target } : {}), ...more }
  const inputs = Object.fromEntries(
    Object.entries(feeds).map(([name, { length }]) => [name, input(name, [1, length], 'int32')]),
  ) as unknown as Inputs
  const hidden = network.hidden(inputs, noDropout)
  const named = namedParameters(network.parts)
  const weights = [...named].map(([name, tensor], i) => {
    const values = new Float32Array(tensor.size)
    initializeParameter(tensor, values, 1, i)
    return [name, values] as const
  })
  const values = async (outputs: Record<string, Tensor>) =>
    (await compiled(outputs, named))({ ...Object.fromEntries(weights), ...feeds })
  const { attentions, readings } = findAttentions(hidden)
  const biases = Object.fromEntries(attentions.flatMap(({ bias }, i) => (bias ? [[`b${i}`, bias] as const] : [])))
  const found = Object.keys(biases).length > 0 ? await values(biases) : {}
  const padding = (part: string) => (part === 'decoder' ? target.map(() => false) : mask.map(one => one === 0))
  const sees = groupAttentions(attentions, one => ({
    values: found[`b${attentions.indexOf(one)}`],
    padding: padding(one.part),
  }))
  return { sees, readings, hidden, values }
}

const told = ({ sees }: Awaited<ReturnType<typeof look>>) =>
  sees.map(({ part, layers, shape, window, padded }) => [part, layers.join(), shape, window, padded])

describe.each(families)('%s', family => {
  test('a place may be looked at exactly where its weight is not 0', async () => {
    const { sees, hidden, values } = await look(family)
    const weights = upstreamNodes([hidden]).filter(({ origin }) => origin.kind === 'op' && origin.type === 'Softmax')
    if (weights.length === 0) return // looks inside a loop, whose values nobody can read
    const found = await values(Object.fromEntries(weights.map(({ outputs: [y] }, i) => [`w${i}`, y as Tensor])))
    const grids = weights.map(({ outputs: [y] }, i) => {
      const [rows, columns] = [(y as Tensor).dim(-2), (y as Tensor).dim(-1)]
      return Array.from({ length: rows }, (_, row) =>
        Array.from({ length: columns }, (_, column) => found[`w${i}`]?.[row * columns + column] !== 0),
      )
    })
    const drawn = sees.flatMap(({ sees: rows, part, layers }) => {
      const keys = Array.from({ length: part === 'decoder' ? U : T }, (_, key) => key)
      const grid = rows.map(runs => keys.map(key => runs.some(([from, to]) => from <= key && key <= to)))
      return layers.map(() => grid)
    })
    const inWords = (all: readonly unknown[]) => all.map(one => JSON.stringify(one)).sort()
    expect(inWords(drawn)).toEqual(inWords(grids))
  })
})

test('GPT-2 looks back, GPT-3 in every second layer only at what is near, LLaMA back', async () => {
  expect(told(await look('gpt2'))).toEqual([['self', '1,2', 'causal', undefined, true]])
  expect(told(await look('gpt3'))).toEqual([
    ['self', '1', 'causal', undefined, true],
    ['self', '2', 'banded', 4, true],
  ])
  expect(told(await look('llama'))).toEqual([['self', '1,2', 'causal', undefined, true]])
})

test('BERT and its kin look everywhere but at padding', async () => {
  for (const family of ['bert', 'roberta', 'distilbert', 'modernbert', 'electra'] as const)
    expect(told(await look(family))).toEqual([['self', '1,2', 'full', undefined, true]])
})

test('an encoder looks everywhere, its decoder back, and across at all of the source', async () => {
  for (const family of ['t5', 'bart', 'marian'] as const)
    expect(told(await look(family)).sort()).toEqual([
      ['cross', '1,2', 'full', undefined, true],
      ['decoder', '1,2', 'causal', undefined, false],
      ['encoder', '1,2', 'full', undefined, true],
    ])
})

test('an LSTM reads in order and looks across at the source, also where it looks before each word', async () => {
  for (const family of ['lstm', 'lstm-bahdanau'] as const) {
    const found = await look(family)
    expect(told(found)).toEqual([['cross', '1', 'full', undefined, true]])
    expect(found.sees[0]?.sees).toHaveLength(U)
    expect(found.readings).toEqual([
      { lane: 'input', backward: false, layers: 1 },
      { lane: 'input', backward: true, layers: 1 },
      { lane: 'target', backward: false, layers: 1 },
    ])
  }
})

test('documents of one row do not see each other, and a beginning is seen by all', async () => {
  const documents = [0, 0, 0, 1, 1, 1, 1, 2, 2]
  const places = [0, 1, 2, 0, 1, 2, 3, 0, 1]
  const all = { mask: ids.map(() => 1) }
  const apart = await look('gpt2', { ...all, documents, places })
  expect(told(apart)).toEqual([['self', '1,2', 'documents', undefined, false]])
  expect(apart.sees[0]?.sees[5]).toEqual([[3, 5]])
  const prefix = ids.map((_, i) => (i < 3 ? 1 : 0))
  expect(told(await look('gpt2', { ...all, prefix }))).toEqual([['self', '1,2', 'prefix', 3, false]])
})

test('a band to both sides is near, and a pattern without a name is called other', () => {
  const none = [false, false, false]
  expect(attentionPattern([[[0, 0]], [[0, 2]], [[2, 2]]], none, true)).toEqual({ shape: 'other', padded: false })
  expect(attentionPattern([[[0, 1]], [[0, 2]], [[1, 2]]], none, true)).toEqual({
    shape: 'near',
    window: 1,
    padded: false,
  })
  expect(attentionPattern([[[0, 2]], [[0, 2]], [[0, 2]]], none, false)).toEqual({ shape: 'full', padded: false })
})
