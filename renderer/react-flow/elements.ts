import type { Edge, Node } from '@xyflow/react'
import type { BlockInfos } from '../../core/block/block-info.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import type { Text } from '../../core/text.ts'
import { infoOf, titleOf } from '../blocks/block-info.ts'
import { wireKey } from '../document/editor.ts'
import { estimateNodeSize } from './node-size.ts'

export type BlockFlowNode = Node<{ readonly placed: PlacedBlock }, 'block'>

interface RenderContext {
  readonly blocks: BlockInfos
  readonly say: (text: Text) => string
}

interface NodeContext extends RenderContext {
  readonly selected: readonly string[]
  readonly old: BlockFlowNode[]
  /** What is read aloud for a block of this title. */
  readonly label: (title: string, placed: PlacedBlock) => string
}

/** The blocks as React Flow draws them. A node that did not change stays the same object, so it is not drawn again; one that was not drawn yet has a guessed size. */
export function nodesOf(graph: Graph, { blocks, selected, old, say, label }: NodeContext): BlockFlowNode[] {
  const before = new Map(old.map(n => [n.id, n]))
  return graph.blocks.map(placed => {
    const node = before.get(placed.id)
    const info = infoOf(placed, blocks)
    const ariaLabel = label(titleOf(placed, info, say), placed)
    const chosen = selected.includes(placed.id)
    if (
      node &&
      node.data.placed === placed &&
      node.selected === chosen &&
      node.ariaLabel === ariaLabel &&
      isPlacedAt(node, placed)
    )
      return node
    const data = node?.data.placed === placed ? node.data : { placed }
    const position = { x: placed.at[0], y: placed.at[1] }
    const draggable = placed.pinned !== true
    const size = node?.measured ? {} : estimateNodeSize(info, placed)
    return { ...node, ...size, id: placed.id, type: 'block', data, position, selected: chosen, ariaLabel, draggable }
  })
}

/** What was measured takes the place of what was guessed. */
export const withMeasuredSize = (node: BlockFlowNode): BlockFlowNode =>
  node.measured && node.handles ? { ...node, handles: undefined } : node

const isPlacedAt = (node: BlockFlowNode, placed: PlacedBlock) =>
  node.position.x === placed.at[0] && node.position.y === placed.at[1]

interface EdgeContext extends RenderContext {
  readonly selectedWires: readonly string[]
  readonly old: readonly Edge[]
  readonly label: (from: string, to: string) => string
}

/** The wires as React Flow draws them. One that did not change stays the same object, so it is not drawn again. */
export function edgesOf(graph: Graph, { blocks, selectedWires, old, say, label }: EdgeContext): Edge[] {
  const before = new Map(old.map(e => [e.id, e]))
  const placed = new Map(graph.blocks.map(b => [b.id, b]))
  return graph.wires.flatMap(wire => {
    const [source, target] = [placed.get(wire[0][0]), placed.get(wire[1][0])]
    if (!source || !target) return []
    const [from, to] = [infoOf(source, blocks), infoOf(target, blocks)]
    const type = from?.outputs[wire[0][1]]?.type
    const fits = type !== undefined && type === to?.inputs[wire[1][1]]?.type
    const id = wireKey(wire)
    const selected = selectedWires.includes(id)
    const className = fits ? `flow-${type}` : 'flow-wrong'
    const ariaLabel = label(titleOf(source, from, say), titleOf(target, to, say))
    const edge = before.get(id)
    if (edge?.selected === selected && edge.className === className && edge.ariaLabel === ariaLabel) return [edge]
    const ends = { source: source.id, sourceHandle: wire[0][1], target: target.id, targetHandle: wire[1][1] }
    return [{ id, type: 'wire', ...ends, selected, className, ariaLabel }]
  })
}
