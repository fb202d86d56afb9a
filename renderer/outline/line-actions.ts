import { change, select, useEditor, wireKey } from '../document/editor.ts'
import { runCommand } from '../keys/run-command.ts'
import type { OutlineItem } from './outline-items.ts'
import { goToLine, startEditing } from './outline-store.ts'

/** What a line stands for is selected: the inspector, and every command for a selection, follow. Of a group, its blocks. */
export function selectLine(item: OutlineItem) {
  goToLine(item.id)
  if (item.kind === 'stage') return
  if (item.kind === 'group') select(item.group.blocks)
  else if (item.kind === 'note') select([], [], [item.note.id])
  else if (item.kind === 'port' && item.wire) select([], [wireKey(item.wire)])
  else select([item.placed.id])
}

/** The line of a group or note, while just that is selected: on the canvas, something else may have been since. */
export function lineIfSelected(item: OutlineItem | undefined): OutlineItem | undefined {
  const { selected, selectedWires, selectedNotes } = useEditor.getState()
  const blocks = item?.kind === 'group' ? item.group.blocks : []
  const notes = item?.kind === 'note' ? [item.note.id] : []
  const meant = same(selected, blocks) && same(selectedNotes, notes) && selectedWires.length === 0
  return meant ? item : undefined
}

const same = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && others.every(id => some.includes(id))

/** Deletes what a line stands for; without a line, what is selected. A group's frame goes, its blocks stay. */
export function deleteLine(item: OutlineItem | undefined) {
  if (item?.kind === 'group') change({ do: 'ungroup', groups: [item.group.id] })
  else runCommand('delete-selection')
}

/** Edits the title of a group or the text of a note in its line, or the name of a block in its settings. */
export function renameLine(item: OutlineItem | undefined) {
  if (item?.kind === 'group' || item?.kind === 'note') startEditing(item.id)
  else runCommand('rename')
}
