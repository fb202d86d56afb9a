import { type NodeProps, NodeResizer } from '@xyflow/react'
import { GripHorizontal, X } from 'lucide-react'
import { memo } from 'react'
import { change, endAction } from '../document/editor.ts'
import { useText } from '../text/use-text.ts'
import type { NoteFlowNode } from './frames.ts'

/** Plain text on the canvas, typed in place. Its head drags it, its corners stretch it. */
export const NoteNode = memo(function NoteNode({ data: { note }, selected }: NodeProps<NoteFlowNode>) {
  const { t } = useText()
  return (
    <article className="note" data-note={note.id}>
      <NodeResizer
        isVisible={selected === true}
        minWidth={120}
        minHeight={60}
        onResizeEnd={(_, { x, y, width, height }) =>
          change({
            do: 'resize',
            note: note.id,
            at: [Math.round(x), Math.round(y)],
            size: [Math.round(width), Math.round(height)],
          })
        }
      />
      <div className="note-head">
        <GripHorizontal size={14} aria-hidden />
        <button
          type="button"
          className="icon-button tiny nodrag"
          aria-label={t.deleteNote}
          title={t.deleteNote}
          onClick={() => change({ do: 'remove', blocks: [], wires: [], notes: [note.id] })}
        >
          <X size={12} aria-hidden />
        </button>
      </div>
      <textarea
        className="nodrag nowheel"
        aria-label={t.note}
        placeholder={t.notePlaceholder}
        value={note.text}
        onChange={e => change({ do: 'write', note: note.id, text: e.target.value })}
        onKeyDown={e => e.key === 'Escape' && e.currentTarget.blur()}
        onBlur={endAction}
      />
    </article>
  )
})
