import { graphlib, layout } from '@dagrejs/dagre'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { text } from '../../core/text.ts'
import { change, graphNow, useEditor } from '../document/editor.ts'
import { animateNextEdit } from '../react-flow/animate.ts'
import { fitCanvas, nodeSize } from '../react-flow/viewport.ts'
import { announce } from '../state/notices.ts'

/** Lays the blocks out from left to right along the wires, or the selected ones among several: one action. Pinned blocks stay. */
export function tidy() {
  const graph = graphNow()
  const { selected } = useEditor.getState()
  const free = graph.blocks.filter(b => b.pinned !== true && (selected.length < 2 || selected.includes(b.id)))
  const sheet = new graphlib.Graph()
  sheet.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 64 })
  sheet.setDefaultEdgeLabel(() => ({}))
  for (const { id } of free) sheet.setNode(id, nodeSize(id))
  for (const [[from], [to]] of graph.wires) if (sheet.hasNode(from) && sheet.hasNode(to)) sheet.setEdge(from, to)
  layout(sheet)
  const [left, top] = free.length < graph.blocks.length ? cornerOf(free) : [0, 0]
  const to = free.map(({ id }): [string, [number, number]] => {
    const { x = 0, y = 0, width = 0, height = 0 } = sheet.node(id)
    return [id, [Math.round(left + x - width / 2), Math.round(top + y - height / 2)]]
  })
  animateNextEdit()
  change({ do: 'move', to: Object.fromEntries(to), as: 'tidy' })
  requestAnimationFrame(fitCanvas)
  announce(text('Tidied up.', '已整理布局。'))
}

const cornerOf = (blocks: readonly PlacedBlock[]): [number, number] => [
  Math.min(...blocks.map(b => b.at[0])),
  Math.min(...blocks.map(b => b.at[1])),
]
