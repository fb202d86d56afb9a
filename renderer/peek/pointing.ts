import type { Edge } from '@xyflow/react'
import type { MouseEvent } from 'react'
import { holdWire, hoverWire } from './peek-store.ts'

/** A pointer that drags something is not curious. */
export const onEdgeMouseEnter = ({ buttons, clientX, clientY }: MouseEvent, { id }: Edge) => {
  if (buttons === 0) hoverWire(id, clientX, clientY)
}

export const onEdgeClick = ({ clientX, clientY }: MouseEvent, { id }: Edge) => holdWire(id, clientX, clientY)
