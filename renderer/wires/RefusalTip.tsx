import { useConnection } from '@xyflow/react'
import type { Wire } from '../../core/graph/graph.ts'
import { wireRefusal } from '../../core/graph/wire-refusal.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { graphNow } from '../document/editor.ts'
import { useText } from '../text/use-text.ts'

/** While a wire is drawn over a port that cannot take it: why not, beside that port. */
export function RefusalTip() {
  const { say } = useText()
  const from = useConnection(c => c.fromHandle?.nodeId)
  const over = useConnection(c => {
    if (!c.inProgress || c.isValid !== false || !c.toHandle) return undefined
    const [from, to] = [c.fromHandle, c.toHandle].map(h => [h.nodeId, h.id ?? ''] as [string, string])
    return from && to ? JSON.stringify(c.fromHandle.type === 'source' ? [from, to] : [to, from]) : undefined
  })
  if (over === undefined) return null
  const wire = JSON.parse(over) as Wire
  const reason = wireRefusal(graphNow(), wire, useCatalog.getState().blocks)
  if (!reason) return null
  const [block, port] = wire[0][0] === from ? wire[1] : wire[0]
  const handle = `.react-flow__handle[data-nodeid="${CSS.escape(block)}"][data-handleid="${CSS.escape(port)}"]`
  const [at, canvas] = [handle, '.canvas'].map(name => document.querySelector(name)?.getBoundingClientRect())
  if (!at || !canvas) return null
  return (
    <p className="refusal-tip" style={{ left: at.x - canvas.x + 20, top: at.y - canvas.y + 20 }}>
      {say(reason)}
    </p>
  )
}
