import type { Port } from '../block/block.ts'
import { type Text, text } from '../text.ts'
import type { Endpoint, PlacedBlock, Subgraph } from './graph.ts'

type Ports = Readonly<Record<string, Port>>
type Side = 'inputs' | 'outputs'

/** What a graph needs to know of a block type: a `Block` and a `BlockInfo` both have it. */
export interface BlockType {
  readonly title: Text
  readonly inputs: Ports
  readonly outputs: Ports
}
/** Block types by name. */
export type BlockTypes = ReadonlyMap<string, BlockType>

/** Title and ports of a placed block. A sub-graph's are those of the blocks in it; undefined for types that are not known here. */
export function blockTypeOf(placed: PlacedBlock, blockTypes: BlockTypes): BlockType | undefined {
  const { graph } = placed
  if (!graph) return blockTypes.get(placed.type)
  return {
    title: text('Sub-graph', '子图'),
    inputs: exposedPorts(graph, 'inputs', placed.inputs ?? {}, blockTypes),
    outputs: exposedPorts(graph, 'outputs', placed.outputs ?? {}, blockTypes),
  }
}

/** The inner ports that a border shows; those that are not known are omitted. */
const exposedPorts = (
  graph: Subgraph,
  side: Side,
  border: Readonly<Record<string, Endpoint>>,
  blockTypes: BlockTypes,
): Ports =>
  Object.fromEntries(
    Object.entries(border).flatMap(([name, end]) => {
      const port = findPort(graph, side, end, blockTypes)
      return port ? [[name, port]] : []
    }),
  )

/** A port of a block in a sub-graph; undefined when there is none. */
export function findPort(
  subgraph: Subgraph,
  side: Side,
  [id, port]: Endpoint,
  blockTypes: BlockTypes,
): Port | undefined {
  const block = subgraph.blocks.find(b => b.id === id)
  const ports = block && blockTypeOf(block, blockTypes)?.[side]
  return ports && Object.hasOwn(ports, port) ? ports[port] : undefined
}

/** The title of a block: its own name, or that of its type. */
export function blockTitle(placed: PlacedBlock, blockTypes: BlockTypes): Text {
  if (placed.name) return text(placed.name, placed.name)
  return blockTypeOf(placed, blockTypes)?.title ?? text(placed.type, placed.type)
}
