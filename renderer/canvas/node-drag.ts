import type { OnNodeDrag } from '@xyflow/react'
import { change, endAction } from '../document/editor.ts'
import type { CanvasNode } from '../groups/frames.ts'
import { commitDrag } from '../groups/node-changes.ts'
import { takeDropTarget, targetWireAt } from '../wires/drop-target.ts'

/** A block that is dragged alone over a wire aims at it, with the mouse or with its middle. */
export const onNodeDrag: OnNodeDrag<CanvasNode> = (event, { id, type, data }, dragged) => {
  if (dragged.length !== 1 || type !== 'block' || !('clientX' in event)) return
  const box = document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.getBoundingClientRect()
  if (!box) return
  targetWireAt(data.placed, [
    [event.clientX, event.clientY],
    [box.x + box.width / 2, box.y + box.height / 2],
  ])
}

/** Let go over a wire it fits into, a block is put in between: moving it is part of that action. */
export const onNodeDragStop: OnNodeDrag<CanvasNode> = (_, { id, type, data, position }, dragged) => {
  const spliced = dragged.length === 1 && type === 'block' ? takeDropTarget(data.placed) : undefined
  if (!spliced) return commitDrag(dragged)
  endAction()
  const { wire, join } = spliced
  change({
    do: 'rewire',
    cut: [wire],
    join,
    to: { [id]: [Math.round(position.x), Math.round(position.y)] },
    as: 'splice',
  })
}

export const onSelectionDragStop = (_: unknown, dragged: readonly CanvasNode[]) => commitDrag(dragged)
