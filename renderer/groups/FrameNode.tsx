import type { NodeProps } from '@xyflow/react'
import { X } from 'lucide-react'
import { type CSSProperties, memo } from 'react'
import { change, endAction, select } from '../document/editor.ts'
import { useText } from '../text/use-text.ts'
import type { FrameFlowNode } from './frames.ts'

/** A frame around the blocks of a group. Its head carries the title; dragging it moves the blocks, a click selects them. */
export const FrameNode = memo(function FrameNode({ data: { group } }: NodeProps<FrameFlowNode>) {
  const { t } = useText()
  const hue = hues.includes(group.color ?? '') ? group.color : undefined
  const style = hue ? ({ '--hue': `var(--${hue})` } as CSSProperties) : undefined
  return (
    <section className="frame" data-group={group.id} aria-label={t.group(group.title)} style={style}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the blocks are selected by their own keys */}
      <div className="frame-head" onClick={() => select(group.blocks)}>
        <input
          className="nodrag"
          aria-label={t.groupTitleLabel}
          value={group.title}
          placeholder={t.groupTitle}
          size={Math.max(8, group.title.length + 2)}
          onClick={e => e.stopPropagation()}
          onChange={e => change({ do: 'retitle', group: group.id, title: e.target.value })}
          onKeyDown={e => e.key === 'Enter' && e.currentTarget.blur()}
          onBlur={endAction}
        />
        <button
          type="button"
          className="icon-button tiny nodrag"
          aria-label={t.ungroupNamed(group.title)}
          title={t.ungroup}
          onClick={e => {
            e.stopPropagation()
            change({ do: 'ungroup', groups: [group.id] })
          }}
        >
          <X size={12} aria-hidden />
        </button>
      </div>
    </section>
  )
})

/** Colours that a file may give a group: those of what flows. */
const hues = ['rows', 'tokens', 'batches', 'network', 'objective', 'optimizer', 'schedule', 'plan']
