import { useReactFlow } from '@xyflow/react'
import { Maximize, Minus, Plus, Sparkles } from 'lucide-react'
import { runCommand } from '../app/commands.ts'
import { IconButton } from '../app/IconButton.tsx'
import { HistoryList } from '../groups/HistoryList.tsx'
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
