import type { MiniMapNodeProps } from '@xyflow/react'
import { MiniMap, useReactFlow } from '@xyflow/react'
import { Maximize, Minus, Plus, Sparkles } from 'lucide-react'
import { IconButton } from '../controls/IconButton.tsx'
import { problemsOf, useChecking } from '../document/checking.ts'
import { HistoryList } from '../history/HistoryList.tsx'
import { runCommand } from '../keys/run-command.ts'
import { useSettings } from '../state/settings.ts'
import { useText } from '../text/use-text.ts'

/** Zoom, fit and tidy, in a corner of the canvas. */
export function CanvasTools() {
  const { t } = useText()
  const flow = useReactFlow()
  return (
    <div className="canvas-tools" role="toolbar" aria-label={t.canvas}>
      <IconButton label={t.zoomOut} icon={Minus} onClick={() => void flow.zoomOut()} />
      <IconButton label={t.zoomIn} icon={Plus} onClick={() => void flow.zoomIn()} />
      <IconButton label={t.fitView} icon={Maximize} command="fit-view" onClick={() => runCommand('fit-view')} />
      <IconButton label={t.tidy} icon={Sparkles} command="tidy" onClick={() => runCommand('tidy')} />
      <HistoryList />
    </div>
  )
}

/** A small picture of the whole graph, in a corner: blocks with problems stand out by colour and by a mark. */
export function Minimap() {
  const { t } = useText()
  const shown = useSettings(s => s.overview === 'shown')
  if (!shown) return null
  return <MiniMap ariaLabel={t.minimap} pannable zoomable nodeComponent={MinimapBlock} className="overview" />
}

function MinimapBlock({ id, x, y, width, height, selected }: MiniMapNodeProps) {
  const severity = useChecking(c => problemsOf(c.problems, id)[0]?.severity)
  if (id.startsWith('group:')) return null
  return (
    <g className="overview-block" data-severity={severity} data-selected={selected}>
      <rect x={x} y={y} width={width} height={height} rx={14} />
      {severity === 'error' && <path d={`M${x + 20} ${y + 20}l${width - 40} ${height - 40}`} />}
    </g>
  )
}
