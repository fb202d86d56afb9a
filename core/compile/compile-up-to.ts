import type { Block, Blocks } from '../block/block.ts'
import { withoutDisabled } from '../graph/disabled-blocks.ts'
import { findBlock, flatten } from '../graph/flatten.ts'
import type { Graph } from '../graph/graph.ts'
import { upstream } from '../graph/topology.ts'
import type { PortValues } from '../plan/plan.ts'
import type { Problem, Result } from '../problem.ts'
import { text } from '../text.ts'
import { checkGraph } from './check-graph.ts'
import { compileOutputs } from './compile-plan.ts'
import { unknownBlock } from './wire-problems.ts'

const dataPortTypes = ['batches', 'tokens', 'rows'] as const
type DataPortType = (typeof dataPortTypes)[number]

/** The data at a port: its kind, and its plan so far. */
export type DataFlow = {
  readonly [K in DataPortType]: { readonly kind: K; readonly value: PortValues[K] }
}[DataPortType]

/** The data that leaves a block, or that enters it when none leaves. Only what lies upstream must be complete. A sub-graph gives what its first output gives. */
export function compileUpTo(drawn: Graph, address: string, blocks: Blocks): Result<DataFlow> {
  const block = outputBlock(drawn, address)
  const { subgraph: graph } = withoutDisabled(flatten(drawn), blocks)
  const placed = graph.blocks.find(({ id }) => id === block)
  if (!placed) return { ok: false, problems: [findBlock(drawn, address) ? disabledBlock(block) : noSuchBlock(block)] }
  const type = blocks.get(placed.type)
  if (!type) return { ok: false, problems: [unknownBlock(placed)] }
  const leaving = dataPort(type.outputs)
  if (leaving) return compileOutput(upstreamGraph(graph, block), block, leaving, blocks)
  const entering = dataPort(type.inputs)
  const wire = graph.wires.find(([, [id, port]]) => id === block && port === entering?.port)
  if (!wire) return { ok: false, problems: [entering ? notWired(block, entering.port) : noData(block)] }
  return compileUpTo(graph, wire[0][0], blocks)
}

/** The block itself, or the one behind a sub-graph's first output: its address. */
export function outputBlock(graph: Graph, address: string): string {
  const block = findBlock(graph, address)?.block
  const [end] = Object.values(block?.outputs ?? {})
  return block?.graph && !block.off && end ? outputBlock(graph, `${address}/${end[0]}`) : address
}

interface DataPort {
  readonly kind: DataPortType
  readonly port: string
}

function dataPort(ports: Block['outputs']): DataPort | undefined {
  const found = Object.entries(ports).map(([port, { type }]) => ({
    kind: dataPortTypes.find(kind => kind === type),
    port,
  }))
  return found.find((at): at is DataPort => at.kind !== undefined)
}

function compileOutput(graph: Graph, block: string, { kind, port }: DataPort, blocks: Blocks): Result<DataFlow> {
  const checked = checkGraph(graph, blocks)
  if (!checked.ok) return checked
  const { values, problems } = compileOutputs(checked.value)
  const value = values.get(block)?.[port]
  return value === undefined ? { ok: false, problems } : { ok: true, value: { kind, value } as DataFlow }
}

/** A block and all that its inputs come from, without sub-graphs around them. */
export function upstreamGraph(drawn: Graph, address: string): Graph {
  const graph = flatten(drawn)
  const block = outputBlock(drawn, address)
  const wanted = new Set([block, ...upstream(graph, [block])])
  return {
    ...graph,
    blocks: graph.blocks.filter(({ id }) => wanted.has(id)),
    wires: graph.wires.filter(([, [to]]) => wanted.has(to)),
  }
}

const noSuchBlock = (block: string): Problem => ({
  code: 'no-such-block',
  severity: 'error',
  message: text(`There is no block “${block}” in this pipeline.`, `此流程图中没有模块“${block}”。`),
  fix: text('Choose an existing block.', '请指定一个存在的模块。'),
})

const disabledBlock = (block: string): Problem => ({
  code: 'left-out',
  severity: 'missing',
  block,
  message: text('This block is disabled, so it has no output.', '此模块已停用，因此没有输出。'),
  fix: text('Enable it to see its data.', '请启用它以查看数据。'),
})

const notWired = (block: string, param: string): Problem => ({
  code: 'not-connected',
  severity: 'missing',
  block,
  param,
  message: text('No data reaches this block yet.', '还没有数据输入此模块。'),
  fix: text('Connect a block that outputs data.', '请连接一个提供数据的模块。'),
})

const noData = (block: string): Problem => ({
  code: 'nothing-to-preview',
  severity: 'missing',
  block,
  message: text('No data flows through this block.', '没有数据经过此模块。'),
  fix: text(
    'Choose a block that outputs or takes rows, tokens or batches.',
    '请选择输出或接收数据行、词元或批次的模块。',
  ),
})
