import type { BlockInfo } from '../../core/block.ts'
import { text } from '../../core/text.ts'
import { announce } from '../app/announce.ts'
import { addBlock, graphNow } from '../app/editor.ts'
import { withRoom } from '../canvas/room.ts'
import { focusBlock, freePlace, sizeOf } from '../canvas/view.ts'
import { type Joint, wireOf } from './fits.ts'

/** Places a new block with its wires, beside what it is joined to unless a place is given, and moves the focus to it. */
export function placeBlock(info: BlockInfo, joints: readonly Joint[], at?: readonly [number, number]) {
  const place = at ?? beside(joints) ?? freePlace(graphNow().blocks.map(b => b.at))
  addBlock(info.id, place, { wires: id => joints.map(joint => wireOf(joint, id)) })
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
function beside(joints: readonly Joint[]): [number, number] | undefined {
  const { blocks } = graphNow()
  const joined = blocks.filter(b => joints.some(j => j.block === b.id))
  const [first] = joined
  if (!first) return undefined
  const after = joints[0]?.side === 'input'
  const right = Math.max(...joined.map(b => b.at[0] + sizeOf(b.id).width))
  const x = after ? right + gap : Math.min(...joined.map(b => b.at[0])) - gap - 220
  return withRoom([x, Math.min(...joined.map(b => b.at[1]))])
}
