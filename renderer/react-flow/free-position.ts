import { graphNow } from '../document/editor.ts'
import { nodeSize } from './viewport.ts'

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
