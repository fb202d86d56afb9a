import { create } from 'zustand'
import type { BlockInfo } from '../../core/block/block-info.ts'
import { blockTypeOf } from '../../core/graph/block-types.ts'
import type { PlacedBlock, Wire } from '../../core/graph/graph.ts'
import { passThroughInput } from '../../core/graph/pass-through.ts'
import { sameEndpoint } from '../../core/graph/wires.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { graphNow, newBlock, wireKey } from '../document/editor.ts'
import { wiresThrough } from '../rewiring/new-block-wires.ts'

const fitsInto = (wire: Wire, placed: PlacedBlock) =>
  wiresThrough(graphNow(), wire, placed, useCatalog.getState().blocks)

/** Aims at the wire under one of these points of the screen, where the block fits into it. */
export function targetWireAt(placed: PlacedBlock, points: readonly (readonly [x: number, y: number])[]) {
  if (!canSplice(placed)) return setDropTarget(undefined)
  const under = new Set(points.flatMap(wiresAt))
  const wires = under.size === 0 ? [] : graphNow().wires.filter(wire => under.has(wireKey(wire)))
  const aimed = wires.find(wire => fitsInto(wire, placed) !== undefined)
  setDropTarget(aimed && wireKey(aimed))
}

/** Whether a block gives something of a type that it takes, at ports that are both free. Most are not: then no wire is looked for. */
function canSplice(placed: PlacedBlock): boolean {
  const kind = blockTypeOf(placed, useCatalog.getState().blocks)
  const { wires } = graphNow()
  return Object.keys(kind?.outputs ?? {}).some(output => {
    const input = kind && passThroughInput(kind, output)
    return (
      input !== undefined &&
      !wires.some(([from, to]) => sameEndpoint(from, [placed.id, output]) || sameEndpoint(to, [placed.id, input]))
    )
  })
}

const wiresAt = ([x, y]: readonly [number, number]) =>
  document.elementsFromPoint(x, y).flatMap(e => e.closest('.react-flow__edge')?.getAttribute('data-id') ?? [])

/** The wire that was aimed at, with what the block put into it needs; it is aimed at no more. */
export function takeDropTarget(
  placed: PlacedBlock,
): { readonly wire: Wire; readonly join: readonly Wire[] } | undefined {
  const { wire: key } = useDropTarget.getState()
  setDropTarget(undefined)
  const wire = graphNow().wires.find(w => wireKey(w) === key)
  const join = wire && fitsInto(wire, placed)
  return wire && join ? { wire, join } : undefined
}

/** A block from the list on its way to the canvas: what is dragged can only be read once it is dropped. */
let draggedBlock: BlockInfo | undefined

export const setDraggedBlock = (info: BlockInfo | undefined) => {
  draggedBlock = info
}

export function targetWireUnderDrag({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }) {
  if (draggedBlock) targetWireAt(newBlock(draggedBlock, [0, 0]), [[clientX, clientY]])
}

interface DropTarget {
  /** The wire over which a block is held that fits into it. */
  readonly wire?: string | undefined
  /** The type of what the wire that is being drawn carries. */
  readonly joining?: string | undefined
}

/** What a drag that goes on would do. */
export const useDropTarget = create<DropTarget>(() => ({}))

export const setDropTarget = (wire: string | undefined) => {
  if (useDropTarget.getState().wire !== wire) useDropTarget.setState({ wire })
}
