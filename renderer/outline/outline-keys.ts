import type { KeyboardEvent } from 'react'
import { select, useEditor } from '../document/editor.ts'
import { commandAt } from '../keys/bindings.ts'
import { keyOf } from '../keys/key-names.ts'
import { runCommand } from '../keys/run-command.ts'
import { showDialog } from '../state/dialogs.ts'
import { deleteLine, renameLine } from './line-actions.ts'
import type { OutlineItem } from './outline-items.ts'
import { isFoldable, levelOf } from './outline-items.ts'
import { focusLine, setFolded, startEditing, useOutline } from './outline-store.ts'

/** The keys of a tree: arrows walk and fold, Home and End go to the ends, Enter does what the line is for, Space selects more. */
export function onTreeKey(event: KeyboardEvent, items: readonly OutlineItem[], current: string | undefined) {
  const at = items.findIndex(i => i.id === current)
  const item = items[at]
  if (!item || isField(event.target)) return
  const command = commandAt(keyOf(event.nativeEvent))?.id
  if (command === 'delete-selection' || command === 'rename') {
    event.preventDefault()
    return command === 'rename' ? renameLine(item) : deleteLine(item)
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }
  const to = steps[event.key]
  if (to !== undefined) focusLine(items[to]?.id)
  else if (event.key === 'ArrowRight') unfold(items, at)
  else if (event.key === 'ArrowLeft') foldOrUp(items, at)
  else if (event.key === 'Enter') open(item)
  else if (event.key === ' ') toggle(item)
  else return
  event.preventDefault()
}

function unfold(items: readonly OutlineItem[], at: number) {
  const [item, next] = [items[at], items[at + 1]]
  if (!item) return
  const inner = next && levelOf(next) > levelOf(item)
  if (inner) focusLine(next.id)
  else if (isFoldable(item)) setFolded(item.id, false)
}

function foldOrUp(items: readonly OutlineItem[], at: number) {
  const [item, next] = [items[at], items[at + 1]]
  if (!item) return
  if (next && levelOf(next) > levelOf(item)) return setFolded(item.id, true)
  focusLine(items.slice(0, at).findLast(before => levelOf(before) < levelOf(item))?.id)
}

const isField = (target: EventTarget) => target instanceof Element && target.matches('input, textarea')

/** A stage unfolds, a group or note is edited, a block and its problems lead to its settings, a port to what it could be connected to. */
function open(item: OutlineItem) {
  if (item.kind === 'stage') return setFolded(item.id, !useOutline.getState().closed.has(item.id))
  if (item.kind === 'group' || item.kind === 'note') return startEditing(item.id)
  if (item.kind === 'port') return showDialog({ kind: 'connect', block: item.placed.id, from: item.port })
  runCommand('edit-settings')
}

function toggle(item: OutlineItem) {
  if (item.kind !== 'block' && item.kind !== 'member') return
  const { selected } = useEditor.getState()
  const { id } = item.placed
  select(
    selected.includes(id) && selected.length > 1
      ? selected.filter(s => s !== id)
      : [...selected.filter(s => s !== id), id],
  )
}
