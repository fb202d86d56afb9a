import type { Blocks } from '../../core/block/block.ts'
import { flatten, mapBlocks } from '../../core/graph/flatten.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * The graph with some parameters changed: `{ "trainer.seed": 7 }`. A block is named by its id (in a sub-graph
 * `sub-graph/id`), or by its type when that is clear.
 * Of a block with known sizes, `{ "gpt2.preset": "mini" }` sets all that belongs to one.
 */
export function overrideParameters(graph: Graph, set: Values, blocks: Blocks): Graph {
  const flat = flatten(graph).blocks
  const changes = Object.entries(set).map(([name, value]) => changeOf(flat, blocks, name, value))
  const problems = changes.flatMap(c => ('code' in c ? [c] : []))
  if (problems.length > 0) throw new Refusals(problems)
  const valid = changes.flatMap(c => ('code' in c ? [] : [c]))
  return mapBlocks(graph, (block, address) => {
    const own = valid.filter(c => c.block === address)
    return own.length === 0 ? block : { ...block, params: Object.assign({}, block.params, ...own.map(c => c.values)) }
  })
}

interface Change {
  /** Its address. */
  readonly block: string
  readonly values: Values
}

function changeOf(placed: readonly PlacedBlock[], blocks: Blocks, name: string, value: unknown): Change | Problem {
  const dot = name.lastIndexOf('.')
  const [word, param] = [name.slice(0, dot), name.slice(dot + 1)]
  const typed = placed.filter(b => b.type === word)
  const block = placed.find(b => b.id === word) ?? (typed.length === 1 ? typed[0] : undefined)
  if (dot <= 0 || !block) return noSuchBlock(name, placed)
  const presets = blocks.get(block.type)?.presets
  if (param !== 'preset' || !presets) return { block: block.id, values: { [param]: value } }
  const values = Object.hasOwn(presets, String(value)) ? presets[String(value)]?.params : undefined
  return values ? { block: block.id, values } : noSuchPreset(block.id, String(value), Object.keys(presets))
}

const noSuchBlock = (name: string, placed: readonly PlacedBlock[]): Problem => {
  const ids = placed.map(b => b.id)
  return {
    code: 'no-such-block',
    severity: 'error',
    param: name,
    message: text(`“${name}” is not a parameter of this graph.`, `“${name}”不是此流程图中的参数。`),
    fix: text(
      `Write block.parameter; the blocks are: ${ids.join(', ')}.`,
      `请按“模块.参数”的格式填写；现有模块：${ids.join('、')}。`,
    ),
  }
}

const noSuchPreset = (block: string, name: string, known: readonly string[]): Problem => ({
  code: 'no-such-preset',
  severity: 'error',
  block,
  param: 'preset',
  message: text(`This block has no preset “${name}”.`, `该模块没有名为“${name}”的预设。`),
  fix: text(`Choose one of these: ${known.join(', ')}.`, `请选择以下之一：${known.join('、')}。`),
})
