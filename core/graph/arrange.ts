import type { CanvasPosition } from './blocks.ts'
import type { Edit } from './edit.ts'
import type { Subgraph } from './graph.ts'

/** A block's rectangle on the canvas, in pixels. */
export interface Box {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The edge or center line that boxes are aligned at. */
export type AlignEdge = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom'

/** Where boxes go when one of their edges, or their middles, are aligned with that of the outermost box. */
export function alignEdit(boxes: readonly Box[], edge: AlignEdge): Edit & { do: 'move' } {
  const across = edge === 'left' || edge === 'center' || edge === 'right'
  const starts = boxes.map(b => (across ? b.x : b.y))
  const ends = boxes.map(b => (across ? b.x + b.width : b.y + b.height))
  const [first, last] = [Math.min(...starts), Math.max(...ends)]
  const place = (length: number) => {
    if (edge === 'left' || edge === 'top') return first
    return Math.round(edge === 'right' || edge === 'bottom' ? last - length : (first + last - length) / 2)
  }
  const to = boxes.map(({ id, x, y, width, height }): [string, CanvasPosition] => [
    id,
    across ? [place(width), y] : [x, place(height)],
  ])
  return { do: 'move', to: Object.fromEntries(to), as: 'align' }
}

/** Where boxes go so that the gaps between them are equal; the outermost two stay. */
export function distributeEdit(boxes: readonly Box[], axis: 'across' | 'down'): Edit & { do: 'move' } {
  const start = (b: Box) => (axis === 'across' ? b.x : b.y)
  const length = (b: Box) => (axis === 'across' ? b.width : b.height)
  const row = boxes.toSorted((a, b) => start(a) - start(b))
  const [first, last] = [row[0], row.at(-1)]
  if (!first || !last) return { do: 'move', to: {}, as: 'distribute' }
  const room = start(last) + length(last) - start(first) - row.reduce((sum, b) => sum + length(b), 0)
  const gap = room / Math.max(1, row.length - 1)
  let next = start(first)
  const to = row.map((b): [string, CanvasPosition] => {
    const at = Math.round(next)
    next += length(b) + gap
    return [b.id, axis === 'across' ? [at, b.y] : [b.x, at]]
  })
  return { do: 'move', to: Object.fromEntries(to), as: 'distribute' }
}

/** The smallest box around some blocks; undefined for none. */
export function boundingBox(boxes: readonly Box[]): Omit<Box, 'id'> | undefined {
  if (boxes.length === 0) return undefined
  const [x, y] = [Math.min(...boxes.map(b => b.x)), Math.min(...boxes.map(b => b.y))]
  const right = Math.max(...boxes.map(b => b.x + b.width))
  const bottom = Math.max(...boxes.map(b => b.y + b.height))
  return { x, y, width: right - x, height: bottom - y }
}

/** Pinned blocks of a selection: what arranges the others goes around them. */
export const withoutPinned = (subgraph: Subgraph, ids: readonly string[]): string[] =>
  subgraph.blocks.filter(b => ids.includes(b.id) && b.pinned !== true).map(b => b.id)
