import type { ReactFlowInstance } from '@xyflow/react'
import { stillNow } from '../app/settings.ts'
import { focusInOutline } from '../outline/focus-line.ts'

let flow: ReactFlowInstance | undefined

/** The canvas that commands act on; it registers itself when it appears. */
export const setView = (instance: ReactFlowInstance | undefined) => {
  flow = instance
}

export const fitCanvas = () => void flow?.fitView({ padding: 0.06, maxZoom: 1, duration: stillNow() ? 0 : 200 })

export const zoomIn = () => void flow?.zoomIn({ duration: stillNow() ? 0 : 150 })
export const zoomOut = () => void flow?.zoomOut({ duration: stillNow() ? 0 : 150 })

/** Shows blocks in their own size, keeping the middle of what is visible. */
export const zoomWhole = () => void flow?.zoomTo(1, { duration: stillNow() ? 0 : 150 })

/** Where on the graph a point of the screen is. */
export const toGraph = (x: number, y: number): [number, number] => {
  const at = flow?.screenToFlowPosition({ x, y }) ?? { x, y }
  return [Math.round(at.x), Math.round(at.y)]
}

/** A free-looking place for a new block: the middle of what is visible, or below the block that is there. */
export function freePlace(taken: readonly (readonly [number, number])[]): [number, number] {
  const box = document.querySelector('.canvas')?.getBoundingClientRect()
  let [x, y] = box ? toGraph(box.x + box.width / 2 - 110, box.y + box.height / 2 - 60) : [0, 0]
  while (taken.some(([a, b]) => Math.abs(a - x) < 40 && Math.abs(b - y) < 40)) [x, y] = [x + 40, y + 40]
  return [x, y]
}

/** The middle of what is visible, and how much of the graph that is. */
export function middleOfView() {
  const box = document.querySelector('.canvas')?.getBoundingClientRect()
  if (!flow || !box) return undefined
  const [x, y] = toGraph(box.x + box.width / 2, box.y + box.height / 2)
  return { x, y, width: box.width / flow.getZoom(), height: box.height / flow.getZoom() }
}

/** Where a block is drawn, also while it is dragged. */
export const drawnAt = (id: string) => flow?.getNode(id)?.position

/** How large a block is drawn; a guess before it was. */
export function sizeOf(id: string): { width: number; height: number } {
  const measured = flow?.getInternalNode(id)?.measured
  return { width: measured?.width ?? 220, height: measured?.height ?? 130 }
}

/** Moves the keyboard's focus to a block, where the user works: in the outline, the form, or on the canvas. */
export function focusBlock(id: string) {
  if (focusInOutline(id)) return
  document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)?.focus()
  focusOnCanvas(id)
}

/** Moves the focus to a block on the canvas, and the block into view when it is outside. */
export function focusOnCanvas(id: string) {
  document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
  const node = flow?.getInternalNode(id)
  const box = document.querySelector('.canvas')?.getBoundingClientRect()
  if (!flow || !node || !box) return
  const { x, y } = flow.flowToScreenPosition(node.internals.positionAbsolute)
  const inside = x > box.left && y > box.top && x + 120 < box.right && y + 60 < box.bottom
  const { x: left, y: top } = node.internals.positionAbsolute
  if (!inside) void flow.setCenter(left + 110, top + 60, { zoom: flow.getZoom(), duration: stillNow() ? 0 : 150 })
}

/** Moves the keyboard's focus to a wire. */
export const focusWire = (key: string) =>
  document.querySelector<SVGElement>(`.react-flow__edge[data-id="${CSS.escape(key)}"]`)?.focus({ preventScroll: true })
