import { describeEdit } from '../../core/graph/describe-edit.ts'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import type { HistoryEntry } from '../../core/graph/history.ts'
import type { Text } from '../../core/text.ts'
import { text } from '../../core/text.ts'
import { infoOf } from '../blocks/block-info.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { paramFields } from '../blocks/param-fields.ts'
import { redoEdit, undoEdit, useEditor } from '../document/editor.ts'
import { animateNextEdit } from '../react-flow/animate.ts'
import { announce } from '../state/notices.ts'

/** Undoes so many actions: what they moved glides back, and it is said what was undone. */
export function undo(count = 1) {
  const entries = useEditor.getState().history.past.slice(-count)
  step(entries, text('Undone', '已撤销'), () => undoEdit(count))
}

/** Does again what was undone. */
export function redo(count = 1) {
  const entries = useEditor.getState().history.future.slice(0, count)
  step(entries, text('Redone', '已重做'), () => redoEdit(count))
}

function step(entries: readonly HistoryEntry[], done: Text, go: () => void) {
  const [only, second] = entries
  if (!only) return
  if (entries.some(({ edit }) => edit.do === 'move')) animateNextEdit()
  go()
  const n = entries.length
  const what = second ? text(`${n} steps`, `${n} 步`) : describeEntry(only)
  announce(text(`${done.en}: ${what.en}.`, `${done.zh}：${what.zh}。`))
}

/** What was done, in words. */
export function describeEntry(entry: HistoryEntry): Text {
  const kinds = useCatalog.getState().blocks
  const paramName = (block: PlacedBlock, param: string) => {
    const info = infoOf(block, kinds)
    return info && paramFields(info.params).find(f => f.name === param)?.label
  }
  return describeEdit(entry.edit, { ...entry, kinds, paramName })
}
