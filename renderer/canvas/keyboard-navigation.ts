import type { PlacedBlock, Wire } from '../../core/graph/graph.ts'
import { change, endAction, graphNow, select, useEditor, wireKey } from '../document/editor.ts'
import { focusBlock, focusWire } from '../react-flow/viewport.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

export const directions: Readonly<Record<Direction, readonly [dx: number, dy: number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
}

/** Selects the nearest block in a direction, the first when none is selected. From a wire, left and right lead to its ends, up and down to its neighbours. */
export function selectNearest(direction: Direction) {
  const wire = selectedWire()
  if (wire && direction === 'left') return selectAndFocus(wire[0][0])
  if (wire && direction === 'right') return selectAndFocus(wire[1][0])
  if (wire) return selectNextWire(direction === 'down' ? 1 : -1)
  const { blocks } = graphNow()
  const from = blocks.find(b => b.id === useEditor.getState().selected.at(-1))
  const next = from ? nearest(from, direction) : blocks[0]
  if (next) selectAndFocus(next.id)
}

/** Selects the wires at the selected block one after the other, or those beside the selected wire. */
export function selectNextWire(step: 1 | -1) {
  const wire = selectedWire()
  const ends = wire ? [wire[0][0], wire[1][0]] : useEditor.getState().selected.slice(-1)
  const near = graphNow().wires.filter(([from, to]) => ends.includes(from[0]) || ends.includes(to[0]))
  const at = wire ? near.indexOf(wire) + step : step === 1 ? 0 : -1
  const next = near.at(at % Math.max(1, near.length))
  if (!next) return
  select([], [wireKey(next)])
  focusWire(wireKey(next))
}

export function selectAndFocus(block: string) {
  select([block])
  focusBlock(block)
}

/** The wire that alone is selected. */
export function selectedWire(): Wire | undefined {
  const { selected, selectedWires } = useEditor.getState()
  if (selected.length > 0 || selectedWires.length !== 1) return undefined
  return graphNow().wires.find(wire => wireKey(wire) === selectedWires[0])
}

/** Blocks that a wire leads to are nearer than others at the same distance. */
function nearest(from: PlacedBlock, direction: Direction): PlacedBlock | undefined {
  const [dx, dy] = directions[direction]
  const { blocks, wires } = graphNow()
  const joined = new Set(wires.flatMap(([[a], [b]]) => (a === from.id ? [b] : b === from.id ? [a] : [])))
  const ranked = blocks.flatMap(block => {
    const [x, y] = [block.at[0] - from.at[0], block.at[1] - from.at[1]]
    const [along, across] = [x * dx + y * dy, Math.abs(x * dy) + Math.abs(y * dx)]
    const distance = (along + 2 * across) * (joined.has(block.id) ? 0.5 : 1)
    return along > 8 ? [{ block, distance }] : []
  })
  return ranked.sort((a, b) => a.distance - b.distance)[0]?.block
}

/** Pixels of one press. */
const nudgePixels = 20
let nudgePause: ReturnType<typeof setTimeout> | undefined

/** Moves the selected blocks by one place. A series of presses is one action. */
export function moveSelected(direction: Direction) {
  const [dx, dy] = directions[direction]
  const { selected } = useEditor.getState()
  const moved = graphNow().blocks.filter(b => selected.includes(b.id))
  change({
    do: 'move',
    to: Object.fromEntries(moved.map(b => [b.id, [b.at[0] + dx * nudgePixels, b.at[1] + dy * nudgePixels]])),
  })
  clearTimeout(nudgePause)
  nudgePause = setTimeout(endAction, 800)
}
