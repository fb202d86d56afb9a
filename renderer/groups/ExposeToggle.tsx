import { SquareArrowOutUpRight } from 'lucide-react'
import { subgraphAt } from '../../core/graph/subgraph-at.ts'
import { sameEndpoint } from '../../core/graph/wires.ts'
import { change, useEditor } from '../document/editor.ts'

interface ExposeToggleProps {
  readonly block: string
  /** A parameter, or a port on its side. */
  readonly name: string
  readonly what: 'exposed' | 'inputs' | 'outputs'
  readonly label: string
}

/** Inside a sub-graph: whether a parameter or port of a block is also one of the sub-graph's. Elsewhere there is nothing to ask. */
export function ExposeToggle({ block, name, what, label }: ExposeToggleProps) {
  const inside = useEditor(e => e.inside)
  const around = useEditor(e =>
    subgraphAt(e.history.present, e.inside.slice(0, -1))?.blocks.find(b => b.id === e.inside.at(-1)),
  )
  if (!around) return null
  const end: [string, string] = [block, name]
  const ends = what === 'exposed' ? (around.exposed ?? []) : Object.values(around[what] ?? {})
  const on = ends.some(other => sameEndpoint(other, end))
  const at = { block: around.id, on: !on, in: inside.slice(0, -1) }
  return (
    <button
      type="button"
      className="icon-button tiny"
      aria-pressed={on}
      aria-label={label}
      title={label}
      onClick={() =>
        change(what === 'exposed' ? { do: 'expose', param: end, ...at } : { do: 'port', side: what, end, ...at })
      }
    >
      <SquareArrowOutUpRight size={12} aria-hidden />
    </button>
  )
}
