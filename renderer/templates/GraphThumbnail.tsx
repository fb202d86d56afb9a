import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import { infoOf, titleOf, useBlockInfo } from '../blocks/block-info.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { useText } from '../text/use-text.ts'

const [width, height] = [200, 110]

/** A small picture of a graph: its blocks and wires in the colours of the canvas, with the network's name. */
export function GraphThumbnail({ graph }: { readonly graph: Graph }) {
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
        const type = (a && infoOf(a, infos))?.outputs[port]?.type
        return a && b && <path key={`${from} ${port} ${to} ${end}`} className={`flow-${type}`} d={curve(a, b)} />
      })}
      {graph.blocks.map(b => (
        <Block key={b.id} placed={b} />
      ))}
    </svg>
  )
}

function Block({ placed }: { readonly placed: PlacedBlock }) {
  const { say } = useText()
  const info = useBlockInfo(placed)
  const [x, y] = placed.at
  const title = titleOf(placed, info, say)
  return (
    <g data-category={info?.category}>
      <rect x={x} y={y} width={width} height={height} rx={22} />
      {info?.category === 'model' && textWidth(title) <= 8 && (
        <text x={x + width / 2} y={y + height / 2}>
          {title}
        </text>
      )}
    </g>
  )
}

/** About how many Latin letters a title is wide. */
const textWidth = (title: string) => [...title].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0)

function curve(a: PlacedBlock, b: PlacedBlock): string {
  const [x1, y1, x2, y2] = [a.at[0] + width, a.at[1] + height / 2, b.at[0], b.at[1] + height / 2]
  const bend = Math.max(40, Math.abs(x2 - x1) / 2)
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}
