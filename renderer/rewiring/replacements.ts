import type { BlockInfo, BlockInfos } from '../../core/block/block-info.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'

/** Kinds of block that could stand in this one's place: of the same stage, with every port that a wire of it needs. */
export function replacementsFor(placed: PlacedBlock, graph: Graph, infos: BlockInfos): readonly BlockInfo[] {
  const own = infos.get(placed.type)
  if (!own) return []
  const used = {
    outputs: graph.wires.filter(([from]) => from[0] === placed.id).map(([from]) => from[1]),
    inputs: graph.wires.filter(([, to]) => to[0] === placed.id).map(([, to]) => to[1]),
  }
  const same = (info: BlockInfo, side: 'inputs' | 'outputs') =>
    used[side].every(port => info[side][port]?.type !== undefined && info[side][port]?.type === own[side][port]?.type)
  const open = (info: BlockInfo) =>
    Object.entries(info.inputs).every(([port, { optional }]) => optional || port in own.inputs)
  return [...infos.values()].filter(
    info => info.category === own.category && same(info, 'inputs') && same(info, 'outputs') && open(info),
  )
}

/** The parameters of a block that takes another's place: its defaults, and what both call by the same name. */
export function carriedParams(
  placed: PlacedBlock,
  from: BlockInfo | undefined,
  to: BlockInfo,
): Record<string, unknown> {
  const kept = Object.entries(placed.params).filter(
    ([name, value]) =>
      name in to.defaults && typeof value === typeof to.defaults[name] && value !== from?.defaults[name],
  )
  return { ...structuredClone(to.defaults), ...Object.fromEntries(kept) }
}
