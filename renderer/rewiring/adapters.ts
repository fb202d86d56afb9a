import type { BlockInfo, BlockInfos } from '../../core/block/block-info.ts'
import { findPort } from '../../core/graph/block-types.ts'
import type { Graph, Wire } from '../../core/graph/graph.ts'
import type { Usage } from './usage.ts'

/** A block between two ports that do not fit, and the ports of it that are used. */
export interface AdapterStep {
  readonly block: BlockInfo
  readonly input: string
  readonly output: string
}

/** Blocks that turn what one port gives into what another takes, from first to last. */
export type Adapter = readonly AdapterStep[]

/**
 * Ways from one type of port to another: one block, or else two. Those whose other inputs need nothing come first, of these
 * the ones that learn as the blocks at the two sides do, and then those that the examples wire so most often. `ends` are the
 * types of the blocks at the two sides.
 */
export function findAdapters(
  from: string,
  to: string,
  blocks: Iterable<BlockInfo>,
  habits: Usage,
  ends: readonly [string, string],
): readonly Adapter[] {
  const known = [...blocks]
  const steps = known.flatMap(adapterSteps)
  const around = known.flatMap(b => (ends.includes(b.id) && b.learns ? [b.learns.by] : []))
  const starts = steps.filter(s => portType(s, 'inputs') === from)
  const single = starts.filter(s => portType(s, 'outputs') === to).map(s => [s])
  const double = starts.flatMap(first =>
    steps
      .filter(s => portType(s, 'inputs') === portType(first, 'outputs') && portType(s, 'outputs') === to)
      .map(second => [first, second]),
  )
  const ways: Adapter[] = single.length > 0 ? single : double
  return ways.toSorted(
    (a, b) =>
      openInputCount(a) - openInputCount(b) ||
      objectiveMatches(b, around) - objectiveMatches(a, around) ||
      usageScore(b, habits, ends) - usageScore(a, habits, ends),
  )
}

/** How many of its blocks belong to the way of learning of the blocks around. */
const objectiveMatches = (way: Adapter, around: readonly string[]) =>
  way.filter(({ block }) => block.learns && around.includes(block.learns.by)).length

/** Each way through a block that changes the type of what flows. */
function adapterSteps(block: BlockInfo): readonly AdapterStep[] {
  return Object.entries(block.inputs).flatMap(([input, { type }]) =>
    Object.entries(block.outputs)
      .filter(([, other]) => other.type !== type)
      .map(([output]) => ({ block, input, output })),
  )
}

const portType = (step: AdapterStep, side: 'inputs' | 'outputs') =>
  step.block[side][side === 'inputs' ? step.input : step.output]?.type

/** Inputs that still have to be wired by hand. */
const openInputCount = (way: Adapter) =>
  way.flatMap(({ block, input }) => Object.entries(block.inputs).filter(([name, p]) => name !== input && !p.optional))
    .length

/** A way is as usual as its least usual wire. */
function usageScore(way: Adapter, { uses, pairs }: Usage, [first, last]: readonly [string, string]): number {
  const types = [first, ...way.map(s => s.block.id), last]
  const wired = types.slice(1).map((type, i) => pairs.get(`${types[i]} ${type}`) ?? 0)
  const used = way.map(s => uses.get(s.block.id) ?? 0)
  return Math.min(...wired) + 0.01 * [...wired, ...used].reduce((sum, share) => sum + share, 0)
}

/** The wires through an adapter whose blocks have these ids. */
export function wiresThrough(wire: Wire, way: Adapter, ids: readonly string[]): readonly Wire[] {
  const inputs = [...way.map(({ input }, i): Wire[1] => [ids[i] ?? '', input]), wire[1]]
  const outputs = [wire[0], ...way.map(({ output }, i): Wire[0] => [ids[i] ?? '', output])]
  return outputs.flatMap((from, i): Wire[] => {
    const to = inputs[i]
    return to ? [[from, to]] : []
  })
}

/** The types that meet in a wire, where both ports are known and differ. */
export function typeMismatch(graph: Graph, [from, to]: Wire, infos: BlockInfos) {
  const [source, target] = [from, to].map(([id]) => graph.blocks.find(b => b.id === id)?.type ?? '')
  const output = findPort(graph, 'outputs', from, infos)?.type
  const input = findPort(graph, 'inputs', to, infos)?.type
  if (source === undefined || target === undefined || !output || !input || output === input) return undefined
  return { from: output, to: input, ends: [source, target] as const }
}
