import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'

/** The graph without what changes nothing about the data: where blocks stand and what they are called. */
export const graphWithoutLayout = ({ format, blocks, wires }: Graph): string =>
  JSON.stringify({ format, blocks: blocks.map(blockWithoutLayout), wires })

const blockWithoutLayout = ({ id, type, params, off, graph, inputs, outputs }: PlacedBlock): object => ({
  id,
  type,
  params,
  off,
  graph: graph && { blocks: graph.blocks.map(blockWithoutLayout), wires: graph.wires },
  inputs,
  outputs,
})
