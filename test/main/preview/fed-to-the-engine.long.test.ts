import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { InferenceSession } from 'onnxruntime-node'
import { expect, test, vi } from 'vitest'
import { compileUpTo } from '../../../core/compile/compile-up-to.ts'
import { graphSchema } from '../../../core/graph/graph.ts'
import type { BatchesPreview } from '../../../core/preview/preview.ts'
import { engines } from '../../../main/engine/registry/engines.ts'
import { train } from '../../../main/engine/training/train.ts'
import { overrideParameters } from '../../../main/graphs/override-parameters.ts'
import { planGraph } from '../../../main/graphs/plan-graph.ts'
import { makePreview } from '../../../main/preview/make-preview.ts'
import { blocks } from '../../../nodes/index.ts'
import { newFolder } from '../data/pipeline.ts'

const small = {
  'network.width': 16,
  'network.layers': 1,
  'network.heads': 2,
  'trainer.batchSize': 4,
  'trainer.length': 2,
  'trainer.unit': 'steps',
  'trainer.evaluationBatches': 1,
  'trainer.device': 'cpu',
}

const sessions = (InferenceSession as unknown as { readonly prototype: InferenceSession }).prototype
type Given = Parameters<InferenceSession['run']>

/** Trains for two steps and gives what ONNX Runtime was fed in each, as bytes. */
async function fedInTwoSteps(example: string, home: string) {
  const file = join(import.meta.dirname, `../../../examples/${example}.patchbay`)
  const graph = overrideParameters(graphSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), small, blocks)
  const planned = planGraph(graph, blocks)
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  const steps: Record<string, Buffer>[] = []
  const run = sessions.run
  const spy = vi.spyOn(sessions, 'run').mockImplementation(function (this: InferenceSession, ...given: Given) {
    const feeds = Object.entries(given[0]).flatMap(([name, value]) => {
      const { data } = value as { readonly data: unknown }
      return data instanceof Int32Array || data instanceof Float32Array
        ? [[name, Buffer.from(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength))] as const]
        : []
    })
    if ('rate' in given[0]) steps.push(Object.fromEntries(feeds)) // only optimizer steps have one
    return run.apply(this, given)
  })
  const wishes = { stop: false, checkpoint: false, sample: false }
  try {
    await train({
      plan: planned.value,
      folder: home,
      home,
      blocks,
      graph: '{}',
      report: () => undefined,
      engines,
      probe: async () => false,
      pendingCommands: wishes,
    })
  } finally {
    spy.mockRestore()
  }
  return { graph, steps, training: planned.value.training }
}

test.each(['clm', 'mlm', 'seq2seq', 'sentiment', 'tags'])(
  'the tensors that are shown of “%s” are, byte for byte, what the engine gets in that step',
  async example => {
    const home = newFolder()
    const { graph, steps, training } = await fedInTwoSteps(example, home)
    const flow = compileUpTo(graph, 'collator', blocks)
    if (!flow.ok) throw new Error(JSON.stringify(flow.problems))
    expect(steps).toHaveLength(2)
    for (const [step, fed] of steps.entries()) {
      const question = { home: newFolder(), flow: flow.value, rows: 4, batching: training, step }
      const { tensors } = (await makePreview(question)) as BatchesPreview
      expect(tensors.map(({ name }) => name)).toEqual(expect.arrayContaining(['ids', 'labels', 'weights']))
      for (const { name, dtype, values, shape } of tensors) {
        const array = dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values)
        expect(values).toHaveLength(shape.reduce((a, b) => a * b, 1))
        expect(Buffer.from(array.buffer).equals(fed[name] as Buffer), `${name} of step ${step}`).toBe(true)
      }
    }
  },
  240_000,
)
