import type { BlockInfos } from '../../core/block/block-info.ts'
import { blockTypeOf, findPort } from '../../core/graph/block-types.ts'
import type { Graph, Wire } from '../../core/graph/graph.ts'
import { wireRefusal } from '../../core/graph/wire-refusal.ts'
import type { Text } from '../../core/text.ts'

export interface PortRef {
  readonly block: string
  readonly port: string
  readonly side: 'input' | 'output'
}

/** A port that a wire could be drawn to, or the reason why not. */
export interface WireTarget {
  readonly to: PortRef
  readonly wire: Wire
  readonly refusal: Text | undefined
  /** The wire that would go. */
  readonly replaces: Wire | undefined
}

/** The ports of a block, outputs first: from there most wires are drawn. */
export function portsOf(graph: Graph, block: string, infos: BlockInfos): readonly PortRef[] {
  const placed = graph.blocks.find(b => b.id === block)
  const kind = placed && blockTypeOf(placed, infos)
  const all = (side: PortRef['side']) =>
    Object.keys(kind?.[side === 'output' ? 'outputs' : 'inputs'] ?? {}).map(port => ({ block, port, side }))
  return [...all('output'), ...all('input')]
}

export const portInfo = (graph: Graph, { block, port, side }: PortRef, infos: BlockInfos) =>
  findPort(graph, side === 'output' ? 'outputs' : 'inputs', [block, port], infos)

/**
 * Every port that a wire from this one could go to: those that fit and are free, those whose wire would be replaced, those that
 * something in between makes possible, and last those that refuse, with the reason. What is connected already is left out.
 */
export function wireTargets(
  graph: Graph,
  from: PortRef,
  infos: BlockInfos,
  possible: (wire: Wire) => boolean,
): readonly WireTarget[] {
  const choices = graph.blocks
    .filter(b => b.id !== from.block)
    .flatMap(b => portsOf(graph, b.id, infos))
    .filter(to => to.side !== from.side)
    .map((to): WireTarget => {
      const [output, input] = from.side === 'output' ? [from, to] : [to, from]
      const wire: Wire = [
        [output.block, output.port],
        [input.block, input.port],
      ]
      const before = graph.wires.find(([, end]) => end[0] === input.block && end[1] === input.port)
      return { to, wire, refusal: wireRefusal(graph, wire, infos), replaces: before }
    })
  const same = ({ wire: [[block, port]], replaces }: WireTarget) =>
    replaces !== undefined && replaces[0][0] === block && replaces[0][1] === port
  const rank = ({ refusal, replaces, wire }: WireTarget) => (refusal ? (possible(wire) ? 2 : 3) : replaces ? 1 : 0)
  const ranked = choices.filter(c => !same(c)).map(choice => ({ choice, rank: rank(choice) }))
  return ranked.sort((a, b) => a.rank - b.rank).map(({ choice }) => choice)
}
