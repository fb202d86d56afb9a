import { change, endAction, graphNow, useEditor } from '../app/editor.ts'
import { type Direction, directions } from './walk.ts'

/** Pixels of one press. */
const place = 20
let pause: ReturnType<typeof setTimeout> | undefined

/** Moves the selected blocks by one place. A series of presses is one action. */
export function nudge(direction: Direction) {
  const [dx, dy] = directions[direction]
  const { selected } = useEditor.getState()
  const moved = graphNow().blocks.filter(b => selected.includes(b.id))
  change({ do: 'move', to: Object.fromEntries(moved.map(b => [b.id, [b.at[0] + dx * place, b.at[1] + dy * place]])) })
  clearTimeout(pause)
  pause = setTimeout(endAction, 800)
}
