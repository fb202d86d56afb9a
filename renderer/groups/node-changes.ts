import type { Node, NodeChange } from '@xyflow/react'
import { change, endAction, graphNow, useEditor } from '../document/editor.ts'
import { drawnPosition } from '../react-flow/viewport.ts'

type Place = readonly [number, number]

/** What was dragged is where it is now: blocks, notes, and the blocks of a frame. One action. */
export function commitDrag(dragged: readonly Node[]) {
  const to: Record<string, Place> = {}
  const notes: Record<string, Place> = {}
  const at = ({ x, y }: Node['position']): Place => [Math.round(x), Math.round(y)]
  for (const node of dragged) {
    if (node.type === 'note') notes[node.id.slice('note:'.length)] = at(node.position)
    else if (node.type === 'frame')
      Object.assign(to, Object.fromEntries(frameMembers(node.id).map(([id, place]) => [id, at(place)])))
    else to[node.id] = at(node.position)
  }
  endAction()
  change({ do: 'move', to, ...(Object.keys(notes).length > 0 ? { notes } : {}) })
  endAction()
}

/** The blocks of a frame, and where they are drawn now. */
function frameMembers(frame: string): [string, Node['position']][] {
  const group = graphNow().groups.find(g => `group:${g.id}` === frame)
  return (group?.blocks ?? []).flatMap(id => {
    const place = drawnPosition(id)
    return place ? [[id, place]] : []
  })
}

/** Selects the blocks and notes that React Flow tells of. */
export function applySelectionChanges(changes: readonly NodeChange<never>[] | readonly NodeChange[]) {
  const chosen = changes.flatMap(c => (c.type === 'select' && !c.id.startsWith('group:') ? [c] : []))
  if (chosen.length === 0) return
  const notes = chosen.filter(c => c.id.startsWith('note:')).map(c => ({ ...c, id: c.id.slice('note:'.length) }))
  const blocks = chosen.filter(c => !c.id.startsWith('note:'))
  useEditor.setState(e => ({
    selected: applyDifferences(e.selected, blocks),
    selectedNotes: applyDifferences(e.selectedNotes, notes),
  }))
}

type Difference = { readonly id: string; readonly selected: boolean }

/** What is selected after a selection that arrives as differences. */
export function applyDifferences(before: readonly string[], changes: readonly Difference[]): readonly string[] {
  if (changes.length === 0) return before
  const ids = new Set(before)
  for (const { id, selected } of changes) {
    if (selected) ids.add(id)
    else ids.delete(id)
  }
  return [...ids]
}
