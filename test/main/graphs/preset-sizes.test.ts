import { expect, test } from 'vitest'
import { estimatePlan } from '../../../core/train/estimate.ts'
import { overrideParameters } from '../../../main/graphs/override-parameters.ts'
import { planGraph } from '../../../main/graphs/plan-graph.ts'
import { presetSizes } from '../../../main/graphs/preset-sizes.ts'
import { blocks } from '../../../nodes/index.ts'
import { graphOf } from '../../nodes/model/small-plan.ts'

test('each size has the parameters that its plan is estimated to have', () => {
  const graph = graphOf('gpt2')
  const sizes = presetSizes(graph, 'network', blocks)
  expect(Object.keys(sizes)).toEqual(['tiny', 'mini', 'small', 'gpt2-small', 'gpt2-medium'])
  for (const [id, parameters] of Object.entries(sizes)) {
    const plan = planGraph(overrideParameters(graph, { 'network.preset': id }, blocks), blocks)
    if (!plan.ok) throw new Error(plan.problems[0]?.message.en)
    expect(parameters).toBe(estimatePlan(plan.value, blocks).parameters)
  }
})

test('sizes that are too short for the text of this graph are left out', () => {
  const long = overrideParameters(graphOf('bert', { context: 1024 }), { 'collator.length': 700 }, blocks)
  expect(Object.keys(presetSizes(long, 'network', blocks))).toEqual(['tiny', 'mini', 'small'])
})

test('a graph that cannot run, a network that is not wired and a block without sizes have none', () => {
  const graph = graphOf('gpt2')
  expect(presetSizes({ ...graph, wires: [] }, 'network', blocks)).toEqual({})
  const spare = { id: 'spare', type: 'llama', params: {}, at: [0, 0] as [number, number] }
  expect(presetSizes({ ...graph, blocks: [...graph.blocks, spare] }, 'spare', blocks)).toEqual({})
  expect(presetSizes(graph, 'trainer', blocks)).toEqual({})
})
