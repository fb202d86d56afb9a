import type { Category } from '../../core/block/block.ts'
import type { BlockInfos } from '../../core/block/block-info.ts'
import { blockTypeOf } from '../../core/graph/block-types.ts'
import type { Graph, PlacedBlock, Wire } from '../../core/graph/graph.ts'
import { topologicalOrder } from '../../core/graph/topology.ts'
import { sameEndpoint } from '../../core/graph/wires.ts'
import type { Problem } from '../../core/problem.ts'
import { infoOf } from '../blocks/block-info.ts'
import { categories } from '../blocks/block-search.ts'
import { wireKey } from '../document/editor.ts'
import type { PortRef } from '../rewiring/wire-targets.ts'
import { type GroupNoteItem, groupNoteItems } from './group-note-items.ts'

export type OutlineStage = Category | 'other'

/** A line of the outline. Its level is 1 for a stage, group or note, 2 for a block, 3 for what belongs to a block. */
export type OutlineItem =
  | GroupNoteItem
  | {
      readonly kind: 'stage'
      readonly id: string
      readonly stage: OutlineStage
      readonly blocks: number
      readonly problems: readonly Problem[]
    }
  | { readonly kind: 'block'; readonly id: string; readonly placed: PlacedBlock; readonly problems: readonly Problem[] }
  | { readonly kind: 'problem'; readonly id: string; readonly placed: PlacedBlock; readonly problem: Problem }
  /** A port, once for each wire at it, or once without. */
  | {
      readonly kind: 'port'
      readonly id: string
      readonly placed: PlacedBlock
      readonly port: PortRef
      readonly wire?: Wire | undefined
    }

const levels = { stage: 1, group: 1, note: 1, block: 2, member: 2, problem: 3, port: 3 } as const
export const levelOf = ({ kind }: OutlineItem): 1 | 2 | 3 => levels[kind]

/** Whether there can be lines below it. */
export const isFoldable = ({ kind }: OutlineItem): boolean => kind === 'stage' || kind === 'group' || kind === 'block'

/** Whether a line is selected together with this block. */
export function coversBlock(item: OutlineItem, block: string | undefined): boolean {
  if (item.kind === 'group') return block !== undefined && item.group.blocks.includes(block)
  return 'placed' in item && item.placed.id === block
}

interface OutlineContext {
  readonly infos: BlockInfos
  readonly problems: (block: string) => readonly Problem[]
  readonly closed: ReadonlySet<string>
}

/** The graph line by line: stages, their blocks in the order data goes through them, and of each block its problems, ports and wires; then groups and notes. */
export function outlineItems(graph: Graph, { infos, problems, closed }: OutlineContext): readonly OutlineItem[] {
  const ordered = topologicalOrder(graph)
  const stageOf = (placed: PlacedBlock): OutlineStage => infoOf(placed, infos)?.category ?? 'other'
  const stages = ([...categories, 'other'] satisfies OutlineStage[]).flatMap((stage): OutlineItem[] => {
    const blocks = ordered.filter(placed => stageOf(placed) === stage)
    if (blocks.length === 0) return []
    const found = blocks.flatMap(({ id }) => problems(id))
    const head: OutlineItem = { kind: 'stage', id: `stage ${stage}`, stage, blocks: blocks.length, problems: found }
    if (closed.has(head.id)) return [head]
    return [head, ...blocks.flatMap(placed => blockItems(graph, placed, problems(placed.id), infos, closed))]
  })
  return [...stages, ...groupNoteItems(graph, { ordered, problems, closed })]
}

function blockItems(
  graph: Graph,
  placed: PlacedBlock,
  problems: readonly Problem[],
  infos: BlockInfos,
  closed: ReadonlySet<string>,
): readonly OutlineItem[] {
  const head: OutlineItem = { kind: 'block', id: blockLineId(placed.id), placed, problems }
  if (closed.has(head.id)) return [head]
  const told = problems.map(
    (problem, i): OutlineItem => ({ kind: 'problem', id: `problem ${i} ${placed.id}`, placed, problem }),
  )
  return [head, ...told, ...portItems(graph, placed, infos)]
}

function portItems(graph: Graph, placed: PlacedBlock, infos: BlockInfos): readonly OutlineItem[] {
  const kind = blockTypeOf(placed, infos)
  const sides = [
    { side: 'input' as const, end: 1, ports: Object.keys(kind?.inputs ?? {}) },
    { side: 'output' as const, end: 0, ports: Object.keys(kind?.outputs ?? {}) },
  ]
  return sides.flatMap(({ side, end, ports }) =>
    ports.flatMap((name): OutlineItem[] => {
      const port: PortRef = { block: placed.id, port: name, side }
      const wires = graph.wires.filter(w => sameEndpoint(end === 1 ? w[1] : w[0], [placed.id, name]))
      const id = `${side} ${placed.id} ${name}`
      if (wires.length === 0) return [{ kind: 'port', id, placed, port }]
      return wires.map(wire => ({ kind: 'port', id: `${id} ${wireKey(wire)}`, placed, port, wire }))
    }),
  )
}

/** The line of a block. */
export const blockLineId = (block: string) => `block ${block}`
