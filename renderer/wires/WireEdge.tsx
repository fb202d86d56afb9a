import { BaseEdge, type EdgeProps, getBezierPath } from '@xyflow/react'
import { memo } from 'react'
import { useDropTarget } from './drop-target.ts'

/** A wire. It is marked while a block is held over it that would be put in between. */
export const WireEdge = memo(function WireEdge(props: EdgeProps) {
  const aimed = useDropTarget(a => a.wire === props.id)
  const [path] = getBezierPath(props)
  return <BaseEdge path={path} interactionWidth={18} className={aimed ? 'aimed' : ''} />
})
