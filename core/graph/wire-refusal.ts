import type { BlockInfo } from '../block.ts'
import { type Text, text } from '../text.ts'
import type { Graph, Wire } from './graph.ts'

/** Why a wire cannot be drawn, in words; undefined when it can. An occupied input is no reason: its wire is replaced. */
export function wireRefusal(graph: Graph, wire: Wire, blocks: ReadonlyMap<string, BlockInfo>): Text | undefined {
  const [[fromId, fromPort], [toId, toPort]] = wire
  const [from, to] = [fromId, toId].map(id => blocks.get(graph.blocks.find(b => b.id === id)?.type ?? ''))
  if (!from || !to) return text('This block is not known here.', '此版本没有这个模块。')
  if (fromId === toId) return text('A block cannot feed itself.', '模块不能连接到自身。')
  const output = Object.hasOwn(from.outputs, fromPort) ? from.outputs[fromPort] : undefined
  const input = Object.hasOwn(to.inputs, toPort) ? to.inputs[toPort] : undefined
  if (!output || !input) return text('A wire goes from an output to an input.', '连线应从输出端口接到输入端口。')
  if (output.type !== input.type)
    return text(
      `“${to.title.en}” takes ${input.label.en} here, but “${from.title.en}” gives ${output.label.en}.`,
      `“${to.title.zh}”的此端口需要${input.label.zh}，而“${from.title.zh}”输出${output.label.zh}。`,
    )
  if (reaches(graph, toId, fromId)) return text('This wire would close a circle.', '这条连线会形成环。')
  return undefined
}

function reaches(graph: Graph, start: string, goal: string): boolean {
  const seen = new Set([start])
  for (const id of seen) for (const [[from], [to]] of graph.wires) if (from === id) seen.add(to)
  return seen.has(goal)
}
