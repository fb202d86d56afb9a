import { itemOf } from './outline-items.ts'
import { goToLine, useOutline } from './outline-store.ts'

export function focusLine(id: string | undefined) {
  if (id !== undefined) document.querySelector<HTMLElement>(`[data-line="${CSS.escape(id)}"]`)?.focus()
}

/** Moves the focus to the line of a block, when the user works in the outline. Gives whether it did. */
export function focusInOutline(block: string): boolean {
  if (!useOutline.getState().working) return false
  goToLine(itemOf(block))
  setTimeout(() => focusLine(itemOf(block)))
  return true
}
