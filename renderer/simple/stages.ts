import type { Category } from '../../core/block/block.ts'
import type { BlockInfos } from '../../core/block/block-info.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import { topologicalOrder } from '../../core/graph/topology.ts'
import { infoOf } from '../blocks/block-info.ts'
import { categories } from '../blocks/block-search.ts'

/** One part of the form: the blocks of a stage in the order data goes through them. */
export interface Stage {
  readonly category: Category
  readonly blocks: readonly PlacedBlock[]
}

/** Stages that every pipeline has, in the order of a training. */
const requiredStages: ReadonlySet<Category> = new Set(['data', 'text', 'collate', 'model', 'objective', 'train'])

/** The graph as a form: every stage with its blocks; blocks that this version does not know come last. */
export function stagesOf(graph: Graph, infos: BlockInfos): readonly Stage[] {
  const ordered = topologicalOrder(graph)
  const known = categories.map(category => ({
    category,
    blocks: ordered.filter(block => infoOf(block, infos)?.category === category),
  }))
  return known.filter(({ category, blocks }) => requiredStages.has(category) || blocks.length > 0)
}
