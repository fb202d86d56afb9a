import { getViewportForBounds, type ReactFlowInstance } from '@xyflow/react'
import { motionReduced } from '../state/settings.ts'

let flow: ReactFlowInstance | undefined

let focusElsewhere: (block: string) => boolean = () => false

/** A view beside the canvas, such as the outline, says whether it takes the focus in its place. */
export const setFocusElsewhere = (focus: typeof focusElsewhere) => {
  focusElsewhere = focus
}

/** Pixels of the screen between the edge of the canvas and the first block. */
const viewMargin = 60

/** The canvas that commands act on; it registers itself when it appears. */
export const setFlowInstance = (instance: ReactFlowInstance | undefined) => {
  flow = instance
}

/** Smallest zoom that the canvas offers. */
export const minZoom = 0.1

/** Shows all that is drawn, in its own size at most. What is out of view and was never drawn counts with its guessed size, which React Flow's own fit leaves out. */
export function fitCanvas() {
  const [bounds, box] = [boundsOfAll(), canvasBox()]
  if (!flow || !bounds || !box) return
  const view = getViewportForBounds(bounds, box.width, box.height, minZoom, 1, 0.06)
  void flow.setViewport(view, { duration: motionReduced() ? 0 : 200 })
}

/** Where the canvas is on the screen. */
export const canvasBox = () => document.querySelector('.canvas')?.getBoundingClientRect()

function boundsOfAll() {
  const nodes = flow?.getNodes() ?? []
  return nodes.length > 0 ? flow?.getNodesBounds(nodes) : undefined
}

export const zoomIn = () => void flow?.zoomIn({ duration: motionReduced() ? 0 : 150 })
export const zoomOut = () => void flow?.zoomOut({ duration: motionReduced() ? 0 : 150 })

/** Shows blocks in their own size, keeping the middle of what is visible. */
export const zoomToActualSize = () => void flow?.zoomTo(1, { duration: motionReduced() ? 0 : 150 })

/** Smallest zoom at which the titles of blocks can be read. */
const minReadableZoom = 0.4

/** Shows the whole graph; of one that is too large to be read so, its beginning: where its leftmost block is. */
export function showGraphReadably() {
  const [bounds, box] = [boundsOfAll(), canvasBox()]
  if (!flow || !bounds || !box) return
  if (Math.min(box.width / bounds.width, box.height / bounds.height) >= minReadableZoom) return fitCanvas()
  const [first] = flow.getNodes().toSorted((a, b) => a.position.x - b.position.x || a.position.y - b.position.y)
  const { x, y } = first?.position ?? bounds
  void flow.setViewport({
    x: viewMargin - x * minReadableZoom,
    y: viewMargin - y * minReadableZoom,
    zoom: minReadableZoom,
  })
}

/** An empty canvas shows its first block in its own size. */
export const showEmpty = () => void flow?.setViewport({ x: 0, y: 0, zoom: 1 })

/** Shows the whole graph when some of it is out of view. */
export function showGraphIfClipped() {
  const [bounds, box] = [boundsOfAll(), canvasBox()]
  if (!flow || !bounds || !box) return
  const { x, y, zoom } = flow.getViewport()
  const [left, top] = [bounds.x * zoom + x, bounds.y * zoom + y]
  const fits = left + bounds.width * zoom <= box.width && top + bounds.height * zoom <= box.height
  if (left < 0 || top < 0 || !fits) showGraphReadably()
}

/** Where on the graph a point of the screen is. */
export const screenToGraph = (x: number, y: number): [number, number] => {
  const at = flow?.screenToFlowPosition({ x, y }) ?? { x, y }
  return [Math.round(at.x), Math.round(at.y)]
}

/** The middle of what is visible, and how much of the graph that is. */
export function viewCenter() {
  const box = canvasBox()
  if (!flow || !box) return undefined
  const [x, y] = screenToGraph(box.x + box.width / 2, box.y + box.height / 2)
  return { x, y, width: box.width / flow.getZoom(), height: box.height / flow.getZoom() }
}

/** Where a block is drawn, also while it is dragged. */
export const drawnPosition = (id: string) => flow?.getNode(id)?.position

/** How large a block is drawn; a guess before it was. */
export function nodeSize(id: string): { width: number; height: number } {
  const node = flow?.getInternalNode(id)
  return {
    width: node?.measured.width ?? node?.initialWidth ?? 220,
    height: node?.measured.height ?? node?.initialHeight ?? 130,
  }
}

/** Moves the keyboard's focus to a block, where the user works: in the outline, the form, or on the canvas. */
export function focusBlock(id: string) {
  if (focusElsewhere(id)) return
  document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)?.focus()
  void focusOnCanvas(id)
}

/** The block that the focus is on its way to. */
let pendingFocus = ''

const drawnNode = (id: string) => document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)

/** Moves the focus to a block on the canvas, and the block into view when it is outside: of a large graph it is only drawn then. */
export async function focusOnCanvas(id: string) {
  pendingFocus = id
  const there = drawnNode(id)
  there?.focus({ preventScroll: true })
  await bringIntoView(id)
  if (!there) requestAnimationFrame(() => pendingFocus === id && drawnNode(id)?.focus({ preventScroll: true }))
}

async function bringIntoView(id: string) {
  const node = flow?.getInternalNode(id)
  const box = canvasBox()
  if (!flow || !node || !box) return
  const { x, y } = flow.flowToScreenPosition(node.internals.positionAbsolute)
  const inside = x > box.left && y > box.top && x + 120 < box.right && y + 60 < box.bottom
  const { x: left, y: top } = node.internals.positionAbsolute
  if (!inside) await flow.setCenter(left + 110, top + 60, { zoom: flow.getZoom(), duration: motionReduced() ? 0 : 150 })
}

/** Moves the keyboard's focus to a wire. */
export const focusWire = (key: string) =>
  document.querySelector<SVGElement>(`.react-flow__edge[data-id="${CSS.escape(key)}"]`)?.focus({ preventScroll: true })
