import { resolve } from 'node:path'
import type { Blocks, Preset } from '../../core/block/block.ts'
import { checkGraph } from '../../core/compile/check-graph.ts'
import { compilePlan } from '../../core/compile/compile-plan.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { countParameters } from '../../core/train/estimate.ts'
import { overrideParameters } from './override-parameters.ts'
import { resolveFolders } from './resolve-folders.ts'

/** Trainable parameters for each preset of a block, everything else as drawn. Presets with which the graph cannot run are left out. */
export function presetSizes(
  graph: Graph,
  block: string,
  blocks: Blocks,
  folderOf: (path: string) => string = resolve,
): Record<string, number> {
  const type = graph.blocks.find(b => b.id === block)?.type ?? ''
  const known = resolveFolders(graph, blocks, folderOf)
  if (!known.ok) return {}
  const sizes = Object.entries(blocks.get(type)?.presets ?? {}).flatMap(([id, preset]) => {
    const plan = planOf(overrideParameters(known.value, { [`${block}.preset`]: id }, blocks), blocks)
    return plan && usesPreset(plan, type, preset) ? [[id, countParameters(plan, blocks)] as const] : []
  })
  return Object.fromEntries(sizes)
}

function planOf(graph: Graph, blocks: Blocks): Plan | undefined {
  const checked = checkGraph(graph, blocks)
  const compiled = checked.ok ? compilePlan(checked.value) : checked
  return compiled.ok ? compiled.value : undefined
}

/** The plan may be that of another network on the canvas. */
const usesPreset = ({ objective: { network } }: Plan, type: string, { params }: Preset) =>
  network.block === type && Object.entries(params).every(([name, value]) => network.params[name] === value)
