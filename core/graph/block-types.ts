import type { Port } from '../block/block.ts'
import { type Text, text } from '../text.ts'
import type { Endpoint, PlacedBlock, Subgraph } from './graph.ts'

type Ports = Readonly<Record<string, Port>>
type Side = 'inputs' | 'outputs'

/** What a drawing needs to know of a kind of block: a `Block` and a `BlockInfo` both say it. */
export interface BlockType {
  readonly title: Text
  readonly inputs: Ports
  readonly outputs: Ports
}
export type BlockTypes = ReadonlyMap<string, BlockType>

/** Title and ports of a placed block. A sub-graph's are those of the blocks in it; undefined for kinds that are not known here. */
export function blockTypeOf(placed: PlacedBlock, kinds: BlockTypes): BlockType | undefined {
  const { graph } = placed
  if (!graph) return kinds.get(placed.type)
  return {
    title: text('Sub-graph', '子图'),
    inputs: exposedPorts(graph, 'inputs', placed.inputs ?? {}, kinds),
    outputs: exposedPorts(graph, 'outputs', placed.outputs ?? {}, kinds),
  }
}

/** The inner ports that a border shows; those of which nothing is known are left out. */
const exposedPorts = (
  graph: Subgraph,
  side: Side,
  border: Readonly<Record<string, Endpoint>>,
  kinds: BlockTypes,
): Ports =>
  Object.fromEntries(
    Object.entries(border).flatMap(([name, end]) => {
      const port = findPort(graph, side, end, kinds)
      return port ? [[name, port]] : []
    }),
  )

/** A port of a block on the sheet; undefined when there is none. */
export function findPort(subgraph: Subgraph, side: Side, [id, port]: Endpoint, kinds: BlockTypes): Port | undefined {
  const block = subgraph.blocks.find(b => b.id === id)
  const ports = block && blockTypeOf(block, kinds)?.[side]
  return ports && Object.hasOwn(ports, port) ? ports[port] : undefined
}

/** What a block is called: its own name, or that of its kind. */
export function blockTitle(placed: PlacedBlock, kinds: BlockTypes): Text {
  if (placed.name) return text(placed.name, placed.name)
  return blockTypeOf(placed, kinds)?.title ?? text(placed.type, placed.type)
}
