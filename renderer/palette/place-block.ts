import type { BlockInfo } from '../../core/block/block-info.ts'
import { text } from '../../core/text.ts'
import { addBlock, graphNow } from '../document/editor.ts'
import { freePositionAt, freePositionInView } from '../react-flow/free-position.ts'
import { focusBlock, nodeSize } from '../react-flow/viewport.ts'
import { type NewWire, toWire } from '../rewiring/new-block-wires.ts'
import { announce } from '../state/notices.ts'

/** Places a new block with its wires, beside what it is joined to unless a place is given, and moves the focus to it. */
export function placeBlock(info: BlockInfo, joints: readonly NewWire[], at?: readonly [number, number]) {
  const place = at ?? positionBeside(joints) ?? freePositionInView(graphNow().blocks.map(b => b.at))
  addBlock(info.id, place, { wires: id => joints.map(joint => toWire(joint, id)) })
  announce(
    joints.length > 0
      ? text(`${info.title.en} added and connected.`, `已添加并连接${info.title.zh}。`)
      : text(`${info.title.en} added.`, `已添加${info.title.zh}。`),
  )
  const id = graphNow().blocks.at(-1)?.id
  if (id) setTimeout(() => focusBlock(id), 50)
}

const gap = 60

/** Right of the blocks that feed it, or left of those it feeds, below what is there already. */
function positionBeside(joints: readonly NewWire[]): [number, number] | undefined {
  const { blocks } = graphNow()
  const joined = blocks.filter(b => joints.some(j => j.block === b.id))
  const [first] = joined
  if (!first) return undefined
  const after = joints[0]?.side === 'input'
  const right = Math.max(...joined.map(b => b.at[0] + nodeSize(b.id).width))
  const x = after ? right + gap : Math.min(...joined.map(b => b.at[0])) - gap - 220
  return freePositionAt([x, Math.min(...joined.map(b => b.at[1]))])
}
