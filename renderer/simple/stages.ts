import type { Category } from '../../core/block/block.ts'
import type { BlockInfo } from '../../core/block/block-info.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import { topologicalOrder } from '../../core/graph/topology.ts'
import { infoOf } from '../blocks/block-info.ts'
import { categories } from '../blocks/block-search.ts'

type Infos = ReadonlyMap<string, BlockInfo>

/** One part of the form: the blocks of a stage in the order data goes through them. */
export interface Stage {
  readonly category: Category
  readonly blocks: readonly PlacedBlock[]
}

/** Stages that every pipeline has, in the order of a training. */
const requiredStages: ReadonlySet<Category> = new Set(['data', 'text', 'collate', 'model', 'objective', 'train'])

/** The graph as a form: every stage with its blocks; blocks that this version does not know come last. */
export function stagesOf(graph: Graph, infos: Infos): readonly Stage[] {
  const ordered = topologicalOrder(graph)
  const known = categories.map(category => ({
    category,
    blocks: ordered.filter(block => infoOf(block, infos)?.category === category),
  }))
  return known.filter(({ category, blocks }) => requiredStages.has(category) || blocks.length > 0)
}

/** The wires that join a new block to what is there: its inputs to the last fitting outputs, its outputs to inputs still open. */
export function wiresForNewBlock(graph: Graph, info: BlockInfo, id: string, infos: Infos): Graph['wires'] {
  const ordered = topologicalOrder(graph).toReversed()
  const fed = Object.entries(info.inputs).flatMap(([own, { type }]): Graph['wires'] => {
    for (const block of ordered)
      for (const [port, output] of Object.entries(infoOf(block, infos)?.outputs ?? {}))
        if (output.type === type) return [wire(block.id, port, id, own)]
    return []
  })
  const feeds = graph.blocks.flatMap((block): Graph['wires'] =>
    Object.entries(infoOf(block, infos)?.inputs ?? {}).flatMap(([port, input]) => {
      const open = !graph.wires.some(([, to]) => to[0] === block.id && to[1] === port)
      const own = Object.entries(info.outputs).find(([, output]) => output.type === input.type)?.[0]
      const circle = fed.some(([from]) => from[0] === block.id)
      return open && own !== undefined && !circle ? [wire(id, own, block.id, port)] : []
    }),
  )
  return [...fed, ...feeds]
}

const wire = (from: string, port: string, to: string, end: string): Graph['wires'][number] => [
  [from, port],
  [to, end],
]
