import { LogIn } from 'lucide-react'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { useEditor } from '../app/editor.ts'
import { useText } from '../text/use-text.ts'
import { openInside } from './selection.ts'

/** What a block that holds a graph says of it, and the way in. */
export function SubGraphBody({ placed }: { readonly placed: PlacedBlock }) {
  const { t } = useText()
  const inside = useEditor(e => e.inside)
  return (
    <p className="sub-graph-body">
      <span>{t.blocksInside(placed.graph?.blocks.length ?? 0)}</span>
      <button type="button" className="button small nodrag" onClick={() => openInside([...inside, placed.id])}>
        <LogIn size={12} aria-hidden /> {t.openSubGraph}
      </button>
    </p>
  )
}
