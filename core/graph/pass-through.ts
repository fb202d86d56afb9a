import { type BlockType, type BlockTypes, blockTypeOf } from './block-types.ts'
import type { Endpoint, PlacedBlock, Subgraph, Wire } from './graph.ts'
import { sameEndpoint } from './wires.ts'

/** The input whose value a block that does nothing would give at this output: one of the same type, of the same name if there is one. */
export function passThroughInput(blockType: BlockType, output: string): string | undefined {
  const type = Object.hasOwn(blockType.outputs, output) ? blockType.outputs[output]?.type : undefined
  const same = Object.entries(blockType.inputs).filter(([, port]) => port.type === type)
  return same.find(([name]) => name === output)?.[0] ?? same[0]?.[0]
}

type Transparent = (block: PlacedBlock) => PlacedBlock['off']

/**
 * Where the value at an output comes from when some blocks only pass on what they get (`bypass`) or nothing (`mute`), as
 * `transparent` says; undefined when nothing comes.
 */
export function sourceThrough(
  subgraph: Subgraph,
  from: Endpoint,
  blockTypes: BlockTypes,
  transparent: Transparent,
  seen: readonly string[] = [],
): Endpoint | undefined {
  const [id, output] = from
  const block = subgraph.blocks.find(b => b.id === id)
  const off = block && transparent(block)
  if (!block || !off) return from
  const blockType = blockTypeOf(block, blockTypes)
  const input = off === 'bypass' && blockType && !seen.includes(id) ? passThroughInput(blockType, output) : undefined
  const before = input === undefined ? undefined : subgraph.wires.find(w => sameEndpoint(w[1], [id, input]))?.[0]
  return before && sourceThrough(subgraph, before, blockTypes, transparent, [...seen, id])
}

/** The wires that close the gap when blocks go: from what came in to what went out, where the types are the same. */
export function bridgingWires(subgraph: Subgraph, gone: readonly string[], blockTypes: BlockTypes): Wire[] {
  const leaves = (id: string) => gone.includes(id)
  return subgraph.wires.flatMap(([from, to]): Wire[] => {
    if (!leaves(from[0]) || leaves(to[0])) return []
    const source = sourceThrough(subgraph, from, blockTypes, b => (leaves(b.id) ? 'bypass' : undefined))
    return source ? [[source, to]] : []
  })
}

/** The ports at which a block fits into a wire: both of the type that the wire carries. */
export function splicePorts(subgraph: Subgraph, wire: Wire, blockType: BlockType, blockTypes: BlockTypes) {
  const source = subgraph.blocks.find(b => b.id === wire[0][0])
  const ports = source && blockTypeOf(source, blockTypes)?.outputs
  const type = ports && Object.hasOwn(ports, wire[0][1]) ? ports[wire[0][1]]?.type : undefined
  if (type === undefined) return undefined
  const output = Object.entries(blockType.outputs).find(([, port]) => port.type === type)?.[0]
  const input = output === undefined ? undefined : passThroughInput(blockType, output)
  return input === undefined || output === undefined ? undefined : { input, output }
}

/** The two wires in place of one, with a block between them; undefined when the block does not fit there. */
export function spliceWires(
  subgraph: Subgraph,
  wire: Wire,
  placed: PlacedBlock,
  blockTypes: BlockTypes,
): Wire[] | undefined {
  const blockType = blockTypeOf(placed, blockTypes)
  if (!blockType || placed.id === wire[0][0] || placed.id === wire[1][0]) return undefined
  const ports = splicePorts(subgraph, wire, blockType, blockTypes)
  return (
    ports && [
      [wire[0], [placed.id, ports.input]],
      [[placed.id, ports.output], wire[1]],
    ]
  )
}
