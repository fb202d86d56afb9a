import { ChevronRight, LogIn } from 'lucide-react'
import { Fragment } from 'react'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { subgraphAt } from '../../core/graph/subgraph-at.ts'
import { useEditor, useWholeGraph } from '../document/editor.ts'
import { useText } from '../text/use-text.ts'
import { openSubGraphPath } from './selection.ts'

/** Which sub-graph the canvas shows, and the way back out. */
export function Breadcrumb() {
  const { t } = useText()
  const graph = useWholeGraph()
  const inside = useEditor(e => e.inside)
  if (inside.length === 0) return null
  const steps = ['', ...inside].map((id, depth) => ({ id, depth, name: nameAt(depth) }))
  return (
    <nav className="breadcrumb" aria-label={t.whereYouAre}>
      {steps.map(({ id, depth, name }) => (
        <Fragment key={id}>
          {depth > 0 && <ChevronRight size={13} aria-hidden />}
          {depth === inside.length ? (
            <span aria-current="location">{name}</span>
          ) : (
            <button type="button" onClick={() => openSubGraphPath(inside.slice(0, depth))}>
              {name}
            </button>
          )}
        </Fragment>
      ))}
      <small>{t.escapeLeaves}</small>
    </nav>
  )

  function nameAt(depth: number): string {
    if (depth === 0) return graph.name || t.untitled
    const block = subgraphAt(graph, inside.slice(0, depth - 1))?.blocks.find(b => b.id === inside[depth - 1])
    return block?.name || t.subGraph
  }
}

/** What a block that holds a graph says of it, and the way in. */
export function SubGraphBody({ placed }: { readonly placed: PlacedBlock }) {
  const { t } = useText()
  const inside = useEditor(e => e.inside)
  return (
    <p className="sub-graph-body">
      <span>{t.blocksInside(placed.graph?.blocks.length ?? 0)}</span>
      <button type="button" className="button small nodrag" onClick={() => openSubGraphPath([...inside, placed.id])}>
        <LogIn size={12} aria-hidden /> {t.openSubGraph}
      </button>
    </p>
  )
}
