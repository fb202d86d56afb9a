import type { ReactFlowProps } from '@xyflow/react'
import type { FocusEvent, MouseEvent } from 'react'
import { select, useEditor } from '../document/editor.ts'
import type { CanvasNode } from '../groups/frames.ts'
import { screenToGraph } from '../react-flow/viewport.ts'
import { showDialog } from '../state/dialogs.ts'
import type { Pointing } from '../state/settings.ts'

/** Holding Space moves the canvas in both. */
export const pointerModes: Readonly<Record<Pointing, ReactFlowProps<CanvasNode>>> = {
  mouse: { panOnDrag: [0, 1], zoomOnScroll: true, selectionKeyCode: 'Shift' },
  trackpad: { panOnDrag: [1], panOnScroll: true, zoomOnScroll: false, selectionOnDrag: true },
}

const onPane = ({ target }: MouseEvent) => target instanceof Element && target.classList.contains('react-flow__pane')

/** Asks for a block there. */
export function onDoubleClick(event: MouseEvent) {
  if (onPane(event)) showDialog({ kind: 'add', at: screenToGraph(event.clientX, event.clientY) })
}

export function onContextMenu(event: MouseEvent) {
  if (!onPane(event)) return
  event.preventDefault()
  select([])
  showDialog({ kind: 'add', at: screenToGraph(event.clientX, event.clientY) })
}

/** What Tab comes to is selected: the keys that follow are meant for it. */
export function selectFocused({ target }: FocusEvent) {
  if (!target.matches('.react-flow__node, .react-flow__edge') || !target.matches(':focus-visible')) return
  const id = target.getAttribute('data-id') ?? ''
  if (id.startsWith('note:')) return select([], [], [id.slice('note:'.length)])
  const { selected, selectedWires } = useEditor.getState()
  if (selected.includes(id) || selectedWires.includes(id)) return
  if (target.matches('.react-flow__node')) select([id])
  else select([], [id])
}
