import { create } from 'zustand'

interface OutlineState {
  /** The line that Tab comes to. */
  readonly at: string | undefined
  /** Lines whose content is folded away. Blocks begin folded. */
  readonly closed: ReadonlySet<string>
  /** Blocks whose content was unfolded. */
  readonly opened: ReadonlySet<string>
  /** Whether the user works here, rather than on the canvas. */
  readonly working: boolean
  /** The line whose title or text is edited. */
  readonly editing: string | undefined
}

/** Where the user is in the outline. */
export const useOutline = create<OutlineState>(() => ({
  at: undefined,
  closed: new Set(),
  opened: new Set(),
  working: false,
  editing: undefined,
}))

export const goToLine = (at: string) => useOutline.setState({ at })

export const edit = (editing: string) => useOutline.setState({ editing })
export const endEditing = () => useOutline.setState({ editing: undefined })

export function fold(id: string, folded: boolean) {
  const kind = id.startsWith('block ') ? 'opened' : 'closed'
  useOutline.setState(o => {
    const ids = new Set(o[kind])
    if (folded === (kind === 'closed')) ids.add(id)
    else ids.delete(id)
    return { [kind]: ids }
  })
}

/** The lines that are folded among these blocks. */
export const foldedOf = (
  { closed, opened }: Pick<OutlineState, 'closed' | 'opened'>,
  blocks: readonly string[],
): ReadonlySet<string> => new Set([...closed, ...blocks.map(id => `block ${id}`).filter(id => !opened.has(id))])
