import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'

type Values = Readonly<Record<string, unknown>>

/** The graph with some parameters changed: `{ "trainer.seed": 7 }`. A block is named by its id, or by its type when that is clear. */
export function override(graph: Graph, set: Values): Graph {
  const changes = Object.entries(set).map(([name, value]) => change(graph, name, value))
  const problems = changes.flatMap(c => ('code' in c ? [c] : []))
  if (problems.length > 0) throw new Refusals(problems)
  const valid = changes.flatMap(c => ('code' in c ? [] : [c]))
  return {
    ...graph,
    blocks: graph.blocks.map(block => {
      const own = valid.filter(c => c.block === block).map(c => [c.param, c.value] as const)
      return own.length === 0 ? block : { ...block, params: { ...block.params, ...Object.fromEntries(own) } }
    }),
  }
}

interface Change {
  readonly block: PlacedBlock
  readonly param: string
  readonly value: unknown
}

function change(graph: Graph, name: string, value: unknown): Change | Problem {
  const dot = name.lastIndexOf('.')
  const word = name.slice(0, dot)
  const typed = graph.blocks.filter(b => b.type === word)
  const block = graph.blocks.find(b => b.id === word) ?? (typed.length === 1 ? typed[0] : undefined)
  if (dot <= 0 || !block) return noSuchBlock(name, graph)
  return { block, param: name.slice(dot + 1), value }
}

const noSuchBlock = (name: string, graph: Graph): Problem => {
  const ids = graph.blocks.map(b => b.id)
  return {
    code: 'no-such-block',
    severity: 'error',
    param: name,
    message: text(`“${name}” does not name a parameter of this graph.`, `“${name}”不是此流程图中的参数。`),
    fix: text(
      `Write block.parameter; the blocks are: ${ids.join(', ')}.`,
      `请写成 模块.参数；现有模块：${ids.join('、')}。`,
    ),
  }
}
