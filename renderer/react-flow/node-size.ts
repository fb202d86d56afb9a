import { type Handle, Position } from '@xyflow/react'
import type { BlockInfo } from '../../core/block/block-info.ts'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { summaryFields } from '../blocks/BlockSummary.tsx'

/** Pixels of a block's parts at zoom 1, as style/canvas.css gives them. `remark` is room for a line about a problem or facts. */
const [width, head, line, portLine, remark] = [232, 37, 17.4, 22, 33]
/** White space around the settings, and around the ports with the line above them. */
const [aroundSettings, abovePorts, aroundPorts] = [6, 7, 13]
const handleSize = 14

interface EstimatedSize {
  readonly initialWidth: number
  readonly initialHeight: number
  readonly handles: Omit<Handle, 'nodeId'>[]
}

/**
 * About how large a block will be drawn and where its ports will be, in pixels at zoom 1, so that a block outside the view
 * need not be drawn to be measured. Once it is drawn, what was measured counts.
 */
export function estimateNodeSize(info: BlockInfo | undefined, placed: PlacedBlock): EstimatedSize {
  if (!info || placed.collapsed)
    return { initialWidth: 180, initialHeight: head, handles: estimateHandles(info, () => head / 2) }
  const lines = summaryFields(info).length
  const top = head + (lines > 0 ? lines * line + aroundSettings : 0)
  const rows = Math.max(Object.keys(info.inputs).length, Object.keys(info.outputs).length)
  const middle = (row: number) => top + abovePorts + (row + 0.5) * portLine
  return {
    initialWidth: width,
    initialHeight: Math.round(top + aroundPorts + rows * portLine + remark),
    handles: estimateHandles(info, middle),
  }
}

/** Where the ports are when the middle of each row of them is known. */
function estimateHandles(info: BlockInfo | undefined, middle: (row: number) => number): EstimatedSize['handles'] {
  const of = (names: readonly string[], type: 'target' | 'source') =>
    names.map((id, row) => ({
      id,
      type,
      position: type === 'target' ? Position.Left : Position.Right,
      x: (type === 'target' ? 0 : width) - handleSize / 2,
      y: middle(row) - handleSize / 2,
      width: handleSize,
      height: handleSize,
    }))
  return [...of(Object.keys(info?.inputs ?? {}), 'target'), ...of(Object.keys(info?.outputs ?? {}), 'source')]
}
