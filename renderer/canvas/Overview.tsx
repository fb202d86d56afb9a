import { MiniMap, type MiniMapNodeProps } from '@xyflow/react'
import { problemsOf, useChecking } from '../app/checking.ts'
import { useSettings } from '../app/settings.ts'
import { useText } from '../text/use-text.ts'

/** A small picture of the whole graph, in a corner: blocks with problems stand out by colour and by a mark. */
export function Overview() {
  const { t } = useText()
  const shown = useSettings(s => s.overview === 'shown')
  if (!shown) return null
  return <MiniMap ariaLabel={t.minimap} pannable zoomable nodeComponent={OverviewBlock} className="overview" />
}

function OverviewBlock({ id, x, y, width, height, selected }: MiniMapNodeProps) {
  const severity = useChecking(c => problemsOf(c.problems, id)[0]?.severity)
  if (id.startsWith('group:')) return null
  return (
    <g className="overview-block" data-severity={severity} data-selected={selected}>
      <rect x={x} y={y} width={width} height={height} rx={14} />
      {severity === 'error' && <path d={`M${x + 20} ${y + 20}l${width - 40} ${height - 40}`} />}
    </g>
  )
}
