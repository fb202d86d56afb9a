import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { graphSchema } from '../../../core/graph/graph.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import { engines } from '../../../main/engine/registry/engines.ts'
import { trackThroughput } from '../../../main/engine/training/throughput.ts'
import { train } from '../../../main/engine/training/train.ts'
import { overrideParameters } from '../../../main/graphs/override-parameters.ts'
import { planGraph } from '../../../main/graphs/plan-graph.ts'
import { blocks } from '../../../nodes/index.ts'
import { newFolder } from '../data/pipeline.ts'

test('waiting and padding are shares of all steps so far; before the first there are none', () => {
  const sums = trackThroughput()
  expect(sums.values()).toEqual({})
  const batch = {
    arrays: { ids: new Int32Array(10), mask: Int32Array.of(1, 1, 1, 1, 0, 1, 1, 1, 1, 0) },
    tokens: 8,
    supervised: 1,
  }
  sums.step([batch], { waited: 0.1, all: 1 })
  sums.step([{ ...batch, arrays: { ids: new Int32Array(10) } }], { waited: 0.3, all: 3 })
  expect(sums.values()).toEqual({ 'train/waiting': 0.1, 'train/padding': 0.1 })
})

test('a run says how long it waited for data and how much was filled up', async () => {
  const graph = graphSchema.parse(JSON.parse(readFileSync('examples/tags.patchbay', 'utf8')))
  const small = {
    'network.width': 16,
    'network.layers': 1,
    'network.heads': 2,
    'trainer.batchSize': 8,
    'trainer.length': 6,
    'trainer.unit': 'steps',
    'trainer.evaluationBatches': 1,
    'trainer.device': 'cpu',
  }
  const planned = planGraph(overrideParameters(graph, small, blocks), blocks)
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  const home = newFolder()
  const said: EngineReport[] = []
  const wishes = { stop: false, checkpoint: false, sample: false }
  await train({
    plan: planned.value,
    folder: home,
    home,
    blocks,
    graph: '{}',
    report: r => said.push(r),
    engines,
    probe: async () => false,
    pendingCommands: wishes,
  })
  const values = Object.assign({}, ...said.map(r => (r.t === 'point' ? r.values : {})))
  expect(values['train/waiting']).toBeGreaterThan(0)
  expect(values['train/waiting']).toBeLessThan(1)
  expect(values['train/padding']).toBeGreaterThan(0)
  expect(values['train/padding']).toBeLessThan(0.5) // 58 % with lengths as they come
})
