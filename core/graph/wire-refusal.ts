import { type Text, text } from '../text.ts'
import { type BlockTypes, blockTitle, blockTypeOf } from './block-types.ts'
import type { Subgraph, Wire } from './graph.ts'
import { neighbors, reachableFrom } from './topology.ts'

/** Why a wire cannot be drawn, in words; undefined when it can. An occupied input is no reason: its wire is replaced. */
export function wireRefusal(graph: Subgraph, wire: Wire, blocks: BlockTypes): Text | undefined {
  const [[fromId, fromPort], [toId, toPort]] = wire
  const [source, target] = [fromId, toId].map(id => graph.blocks.find(b => b.id === id))
  const [from, to] = [source, target].map(block => block && blockTypeOf(block, blocks))
  if (!source || !target || !from || !to) return text('Unknown block type.', '未知的模块类型。')
  if (fromId === toId) return text('A block cannot be connected to itself.', '模块不能连接到自身。')
  const output = Object.hasOwn(from.outputs, fromPort) ? from.outputs[fromPort] : undefined
  const input = Object.hasOwn(to.inputs, toPort) ? to.inputs[toPort] : undefined
  if (!output || !input) return text('A wire connects an output to an input.', '连线应从输出端口接到输入端口。')
  if (output.type !== input.type) {
    const [giver, taker] = [blockTitle(source, blocks), blockTitle(target, blocks)]
    return text(
      `“${taker.en}” needs ${input.label.en} here, but “${giver.en}” outputs ${output.label.en}.`,
      `“${taker.zh}”的此端口需要${input.label.zh}，而“${giver.zh}”输出${output.label.zh}。`,
    )
  }
  if (reaches(graph, toId, fromId)) return text('This wire would create a cycle.', '这条连线会形成环。')
  return undefined
}

/** Whether wires lead from `start` to `goal`. Asked for many wires of one graph in a row, so the targets of its blocks are cached. */
function reaches({ wires }: Subgraph, start: string, goal: string): boolean {
  const next = targetCache.get(wires) ?? neighbors(wires, 'targets')
  targetCache.set(wires, next)
  return reachableFrom([start], next).has(goal)
}

const targetCache = new WeakMap<readonly Wire[], ReturnType<typeof neighbors>>()
