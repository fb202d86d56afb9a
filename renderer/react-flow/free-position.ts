import { graphNow } from '../document/editor.ts'
import { canvasBox, nodeSize, screenToGraph } from './viewport.ts'

/** What a block that was not drawn yet is taken to need. */
const [width, height] = [220, 130]
const gap = 24

/** A place for a new block: this one, or below what stands there. */
export function freePositionAt([x, y]: readonly [number, number]): [number, number] {
  const { blocks } = graphNow()
  const covers = (top: number) =>
    blocks.find(b => Math.abs(b.at[0] - x) < width && top < b.at[1] + nodeSize(b.id).height && b.at[1] < top + height)
  let top = y
  for (let other = covers(top); other; other = covers(top)) top = other.at[1] + nodeSize(other.id).height + gap
  return [Math.round(x), Math.round(top)]
}

/** A free place for a new block: the middle of what is visible, or below the block that is there. */
export function freePositionInView(taken: readonly (readonly [number, number])[]): [number, number] {
  const box = canvasBox()
  let [x, y] = box ? screenToGraph(box.x + box.width / 2 - 110, box.y + box.height / 2 - 60) : [0, 0]
  while (taken.some(([a, b]) => Math.abs(a - x) < 40 && Math.abs(b - y) < 40)) [x, y] = [x + 40, y + 40]
  return [x, y]
}
