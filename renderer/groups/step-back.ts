import type { Entry } from '../../core/graph/history.ts'
import { type Text, text } from '../../core/text.ts'
import { announce } from '../app/announce.ts'
import { redoEdit, undoEdit, useEditor } from '../app/editor.ts'
import { glide } from '../canvas/glide.ts'
import { telling } from './telling.ts'

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

function step(entries: readonly Entry[], done: Text, go: () => void) {
  const [only, second] = entries
  if (!only) return
  if (entries.some(({ edit }) => edit.do === 'move')) glide()
  go()
  const n = entries.length
  const what = second ? text(`${n} steps`, `${n} 步`) : telling(only)
  announce(text(`${done.en}: ${what.en}.`, `${done.zh}：${what.zh}。`))
}
