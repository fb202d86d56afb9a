import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import { useCatalog } from '../app/catalog.ts'

const [width, height] = [200, 110]

/** A small picture of a graph: its blocks and wires, in the colours of the canvas. */
export function GraphPicture({ graph }: { readonly graph: Graph }) {
  const infos = useCatalog(c => c.blocks)
  const placed = new Map(graph.blocks.map(b => [b.id, b]))
  const xs = graph.blocks.map(b => b.at[0])
  const ys = graph.blocks.map(b => b.at[1])
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [w, h] = [Math.max(...xs) - left + width, Math.max(...ys) - top + height]
  return (
    <svg className="graph-picture" viewBox={`${left - 20} ${top - 20} ${w + 40} ${h + 40}`} aria-hidden>
      {graph.wires.map(([[from, port], [to, end]]) => {
        const [a, b] = [placed.get(from), placed.get(to)]
        const type = infos.get(a?.type ?? '')?.outputs[port]?.type
        return a && b && <path key={`${from} ${port} ${to} ${end}`} className={`flow-${type}`} d={curve(a, b)} />
      })}
      {graph.blocks.map(b => (
        <rect
          key={b.id}
          data-category={infos.get(b.type)?.category}
          x={b.at[0]}
          y={b.at[1]}
          width={width}
          height={height}
          rx={14}
        />
      ))}
    </svg>
  )
}

function curve(a: PlacedBlock, b: PlacedBlock): string {
  const [x1, y1, x2, y2] = [a.at[0] + width, a.at[1] + height / 2, b.at[0], b.at[1] + height / 2]
  const bend = Math.max(40, Math.abs(x2 - x1) / 2)
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}
