import { graphlib, layout } from '@dagrejs/dagre'
import { change, endAction, graphNow } from '../app/editor.ts'
import { fitCanvas, sizeOf } from './view.ts'

/** Lays the blocks out from left to right along the wires: one action. */
export function tidy() {
  const graph = graphNow()
  const sheet = new graphlib.Graph()
  sheet.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 64 })
  sheet.setDefaultEdgeLabel(() => ({}))
  for (const { id } of graph.blocks) sheet.setNode(id, sizeOf(id))
  for (const [[from], [to]] of graph.wires) sheet.setEdge(from, to)
  layout(sheet)
  const to = graph.blocks.map(({ id }): [string, [number, number]] => {
    const { x = 0, y = 0, width = 0, height = 0 } = sheet.node(id)
    return [id, [Math.round(x - width / 2), Math.round(y - height / 2)]]
  })
  change({ do: 'move', to: Object.fromEntries(to) })
  endAction()
  requestAnimationFrame(fitCanvas)
}
