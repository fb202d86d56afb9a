import { change, endAction, graphNow, select, useEditor } from '../app/editor.ts'
import { focusBlock } from './view.ts'

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Selects the nearest block in the direction of an arrow key; the first block when none is selected. */
export function walk(key: string) {
  const [dx, dy] = directions[key] ?? [0, 0]
  const { blocks } = graphNow()
  const from = blocks.find(b => b.id === useEditor.getState().selected.at(-1))
  const next = from ? nearest(from.at, dx, dy) : blocks[0]
  if (!next) return
  select([next.id])
  focusBlock(next.id)
}

function nearest([x, y]: readonly [number, number], dx: number, dy: number) {
  const ranked = graphNow().blocks.flatMap(block => {
    const [along, across] = [
      (block.at[0] - x) * dx + (block.at[1] - y) * dy,
      (block.at[0] - x) * dy + (block.at[1] - y) * dx,
    ]
    return along > 8 ? [{ block, distance: along + 2 * Math.abs(across) }] : []
  })
  return ranked.sort((a, b) => a.distance - b.distance)[0]?.block
}

let pause: ReturnType<typeof setTimeout> | undefined

/** Moves the selected blocks by one place of the grid. A series of presses is one action. */
export function nudge(key: string) {
  const [dx, dy] = directions[key.replace('Mod+', '')] ?? [0, 0]
  const { selected } = useEditor.getState()
  const moved = graphNow().blocks.filter(b => selected.includes(b.id))
  change({ do: 'move', to: Object.fromEntries(moved.map(b => [b.id, [b.at[0] + dx * 20, b.at[1] + dy * 20]])) })
  clearTimeout(pause)
  pause = setTimeout(endAction, 800)
}
