import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plan } from '../../../core/plan/plan.ts'
import { mergeAdapters } from '../../../core/train/lora.ts'
import { buildModel } from '../../../core/train/model.ts'
import { planGraph } from '../../../main/graphs/plan-graph.ts'
import { adapterFiles } from '../../../main/weights/adapter-files.ts'
import { pretrainedWeights } from '../../../main/weights/initial-weights.ts'
import { blocks } from '../../../nodes/index.ts'
import { type Family, graphOf } from '../../nodes/model/small-plan.ts'
import { all, filesOf, newFolder, untrained, written } from './saved.ts'

/** A model to start from, what LoRA adds to it, and the model that comes of both; with `head`, one that starts anew. */
export function additions(family: Family, head?: 'class') {
  const base = saved(family)
  const plan = planFrom(base, family, head)
  const model = buildModel(plan, blocks)
  const { parameters, adapters = [], frozen = new Set(), network } = model
  const { start } = plan.objective.network
  if (!start) throw new Error('additions: the plan starts from nothing')
  const begun = pretrainedWeights(plan, model)
  const weights = new Map(
    [...parameters].map(([key, { size }], i) => [
      key,
      begun?.get(key) ?? Float32Array.from({ length: size }, (_, k) => 0.2 * Math.sin(3 * k + i)),
    ]),
  )
  const files = adapterFiles({ adapters, frozen, parameters, weights, start, network })
  const folder = newFolder()
  for (const [file, data] of files) writeFileSync(join(folder, basename(file)), data)
  return { base, folder, network, weights: mergeAdapters(weights, adapters) }
}

function saved(family: Family): string {
  const [, config, build] = all.find(([name]) => name === family) ?? []
  if (!config || !build) throw new Error(`saved: no model '${family}'`)
  return written(filesOf(untrained(config, build)))
}

function planFrom(path: string, family: Family, head: 'class' | undefined): Plan {
  const graph = graphOf(family)
  const params = { path, rank: 3, alpha: 5, targets: head ? 'attention' : 'all' }
  const drawn = graph.blocks.map(b => (b.id === 'network' ? { ...b, type: 'pretrained', params } : b))
  const planned = planGraph({ ...graph, blocks: drawn }, blocks)
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message.en).join(' '))
  return head ? judging(planned.value, head) : planned.value
}

/** The plan with a head that tells three labels apart. */
function judging({ batches, objective, ...plan }: Plan, head: 'class'): Plan {
  const rows = { ...batches.tokens.rows, labels: ['a', 'b', 'c'] }
  const tokens = { ...batches.tokens, rows }
  return { ...plan, objective: { ...objective, head }, batches: { ...batches, tokens } }
}
