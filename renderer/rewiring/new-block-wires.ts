import type { BlockInfo, BlockInfos } from '../../core/block/block-info.ts'
import { blockTypeOf } from '../../core/graph/block-types.ts'
import type { Graph, PlacedBlock, Wire } from '../../core/graph/graph.ts'
import { splicePorts, spliceWires } from '../../core/graph/pass-through.ts'
import { topologicalOrder } from '../../core/graph/topology.ts'
import { sameEndpoint } from '../../core/graph/wires.ts'
import type { Usage } from './usage.ts'
import { type PortRef, portInfo } from './wire-targets.ts'

/** A wire between a block that is there and one that is not yet. */
export interface NewWire {
  /** The block that is there, and its port. */
  readonly block: string
  readonly port: string
  /** The port of the new block, and which side of it that is. */
  readonly newPort: string
  readonly side: 'input' | 'output'
}

export const toWire = ({ block, port, newPort, side }: NewWire, id: string): Wire =>
  side === 'input'
    ? [
        [block, port],
        [id, newPort],
      ]
    : [
        [id, newPort],
        [block, port],
      ]

/**
 * How a new block would be joined to the selected ones: its inputs to their outputs, or else its outputs to their inputs that
 * are still open. Nothing that is connected is taken away.
 */
export function newWiresFor(
  graph: Graph,
  selected: readonly string[],
  info: BlockInfo,
  infos: BlockInfos,
): readonly NewWire[] {
  const chosen = graph.blocks.filter(b => selected.includes(b.id))
  const fed = wiresToInputs(chosen, info, infos)
  return fed.length > 0 ? fed : wiresFromOutputs(graph, chosen, info, infos)
}

/** Each output of the selection feeds one input at most: a block that joins several takes them all. */
function wiresToInputs(chosen: readonly PlacedBlock[], info: BlockInfo, infos: BlockInfos): readonly NewWire[] {
  const given = chosen.flatMap(placed =>
    Object.entries(blockTypeOf(placed, infos)?.outputs ?? {}).map(([port, { type: flow }]) => ({
      block: placed.id,
      port,
      flow,
    })),
  )
  return Object.entries(info.inputs).flatMap(([own, { type }]): NewWire[] => {
    const at = given.findIndex(({ flow }) => flow === type)
    const [found] = at < 0 ? [] : given.splice(at, 1)
    return found ? [{ block: found.block, port: found.port, newPort: own, side: 'input' }] : []
  })
}

function wiresFromOutputs(
  graph: Graph,
  chosen: readonly PlacedBlock[],
  info: BlockInfo,
  infos: BlockInfos,
): readonly NewWire[] {
  const outputs = Object.entries(info.outputs)
  return openInputs(graph, chosen, infos).flatMap(({ block, port, type }): NewWire[] => {
    const [own] = outputs.find(([, output]) => output.type === type) ?? []
    return own === undefined ? [] : [{ block, port, newPort: own, side: 'output' }]
  })
}

/** Inputs without a wire that need one, before those that may stay open. */
export function openInputs(graph: Graph, of: readonly PlacedBlock[], infos: BlockInfos) {
  const open = of.flatMap(placed =>
    Object.entries(blockTypeOf(placed, infos)?.inputs ?? {})
      .filter(([port]) => !graph.wires.some(([, to]) => to[0] === placed.id && to[1] === port))
      .map(([port, input]) => ({ block: placed.id, port, type: input.type, needed: input.optional !== true })),
  )
  return [...open.filter(o => o.needed), ...open.filter(o => !o.needed)]
}

/** How a new block would take a wire that was drawn from this port and dropped on empty canvas. */
export function newWireFrom(from: PortRef, info: BlockInfo, graph: Graph, infos: BlockInfos): NewWire | undefined {
  const type = portInfo(graph, from, infos)?.type
  const side = from.side === 'output' ? 'input' : 'output'
  const ports = Object.entries(side === 'input' ? info.inputs : info.outputs)
  const [own] = ports.find(([, port]) => port.type === type) ?? []
  return own === undefined ? undefined : { block: from.block, port: from.port, newPort: own, side }
}

/** How a new block would go into a wire. */
export function newWiresForSplice(graph: Graph, wire: Wire, info: BlockInfo, infos: BlockInfos): readonly NewWire[] {
  const ports = splicePorts(graph, wire, info, infos)
  if (!ports) return []
  const [[source, output], [target, input]] = wire
  return [
    { block: source, port: output, newPort: ports.input, side: 'input' },
    { block: target, port: input, newPort: ports.output, side: 'output' },
  ]
}

/** The two wires in place of one, with a placed block between them. Ports that are wired already stay as they are: then it does not fit. */
export function wiresThrough(
  graph: Graph,
  wire: Wire,
  placed: PlacedBlock,
  infos: BlockInfos,
): readonly Wire[] | undefined {
  const joined = spliceWires(graph, wire, placed, infos)
  const [into, outOf] = joined ?? []
  if (!into || !outOf) return undefined
  const free = !graph.wires.some(w => sameEndpoint(w[1], into[1]) || sameEndpoint(w[0], outOf[0]))
  return free ? joined : undefined
}

/** The wires that join a new block to a whole pipeline: its inputs to the last fitting outputs, its outputs to inputs still open. */
export function wiresIntoPipeline(graph: Graph, info: BlockInfo, infos: BlockInfos): readonly NewWire[] {
  const last = topologicalOrder(graph).toReversed()
  const fed = Object.entries(info.inputs).flatMap(([own, { type }]): NewWire[] => {
    for (const placed of last)
      for (const [port, output] of Object.entries(blockTypeOf(placed, infos)?.outputs ?? {}))
        if (output.type === type) return [{ block: placed.id, port, newPort: own, side: 'input' }]
    return []
  })
  const before = new Set(fed.map(({ block }) => block))
  const after = graph.blocks.filter(({ id }) => !before.has(id))
  return [...fed, ...wiresFromOutputs(graph, after, info, infos)]
}

interface RelevanceContext {
  /** Types of the blocks that are selected, or at the ends of the wire that is. */
  readonly near: readonly string[]
  readonly joins: (info: BlockInfo) => boolean
}

/** How much the graph wants a block, 0 to 1: most one that joins the selection as the examples do, then one that an open input waits for. */
export function blockRelevance(
  graph: Graph,
  { near, joins }: RelevanceContext,
  infos: BlockInfos,
  { uses, pairs }: Usage,
) {
  const open = openInputs(graph, graph.blocks, infos).filter(o => o.needed)
  const waited = new Set(open.map(o => o.type))
  return (info: BlockInfo): number => {
    const usual = near.map(type => (pairs.get(`${type} ${info.id}`) ?? 0) + (pairs.get(`${info.id} ${type}`) ?? 0))
    const helps = Object.values(info.outputs).some(({ type }) => waited.has(type))
    const fit = joins(info) ? 0.6 : helps ? 0.3 : 0
    return fit + 0.25 * Math.max(0, ...usual) + 0.15 * (uses.get(info.id) ?? 0)
  }
}
