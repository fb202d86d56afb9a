import { create } from 'zustand'
import { blockLineId } from './outline-items.ts'

interface OutlineState {
  /** The line that Tab comes to. */
  readonly current: string | undefined
  /** Lines whose content is folded away. Blocks begin folded. */
  readonly closed: ReadonlySet<string>
  /** Blocks whose content was unfolded. */
  readonly opened: ReadonlySet<string>
  /** Whether the user works here, rather than on the canvas. */
  readonly hasFocus: boolean
  /** The line whose title or text is edited. */
  readonly editing: string | undefined
}

/** Where the user is in the outline. */
export const useOutline = create<OutlineState>(() => ({
  current: undefined,
  closed: new Set(),
  opened: new Set(),
  hasFocus: false,
  editing: undefined,
}))

export const goToLine = (at: string) => useOutline.setState({ current: at })

export const startEditing = (editing: string) => useOutline.setState({ editing })
export const endEditing = () => useOutline.setState({ editing: undefined })

export function setFolded(id: string, folded: boolean) {
  const kind = id.startsWith('block ') ? 'opened' : 'closed'
  useOutline.setState(o => {
    const ids = new Set(o[kind])
    if (folded === (kind === 'closed')) ids.add(id)
    else ids.delete(id)
    return { [kind]: ids }
  })
}

/** The lines that are folded among these blocks. */
export const foldedLines = (
  { closed, opened }: Pick<OutlineState, 'closed' | 'opened'>,
  blocks: readonly string[],
): ReadonlySet<string> => new Set([...closed, ...blocks.map(id => `block ${id}`).filter(id => !opened.has(id))])

export function focusLine(id: string | undefined) {
  if (id !== undefined) document.querySelector<HTMLElement>(`[data-line="${CSS.escape(id)}"]`)?.focus()
}

/** Moves the focus to the line of a block, when the user works in the outline. Gives whether it did. */
export function focusInOutline(block: string): boolean {
  if (!useOutline.getState().hasFocus) return false
  goToLine(blockLineId(block))
  setTimeout(() => focusLine(blockLineId(block)))
  return true
}
