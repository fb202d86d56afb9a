import type { Block, Blocks } from '../block/block.ts'
import type { BlockReplacement } from '../graph/edit.ts'
import { flatten } from '../graph/flatten.ts'
import type { Graph, PlacedBlock } from '../graph/graph.ts'
import { type Problem, Refusal, type Result } from '../problem.ts'
import { checkGraph } from './check-graph.ts'
import { compileOutputs } from './compile-plan.ts'
import { upstreamGraph } from './compile-up-to.ts'
import { nothingToSwitch } from './training-roles.ts'

/** Adds what the files of a graph hold, as parameters of the blocks that ask for it; refuses where a file cannot be read. */
export type WithFacts = (graph: Graph) => Result<Graph>

interface CollatorChoice {
  readonly options: readonly Block[]
  readonly replacementBy: (placed: PlacedBlock, to: Block) => BlockReplacement
  readonly blocks: Blocks
  readonly withFacts: WithFacts
}

/** The first collator that takes the data as it is, or after a quick fix; otherwise why the first of them does not. */
export function findFittingCollator(
  graph: Graph,
  placed: PlacedBlock,
  { options, replacementBy, blocks, withFacts }: CollatorChoice,
): Result<BlockReplacement> {
  const flat = flatten(graph)
  const port = Object.entries(blocks.get(placed.type)?.inputs ?? {}).find(([, { type }]) => type === 'tokens')?.[0]
  const [from] = flat.wires.find(([, [to, at]]) => to === placed.id && at === port) ?? []
  if (!from) return { ok: false, problems: [nothingToSwitch] }
  const known = withFacts(upstreamGraph(flat, from[0]))
  if (!known.ok) return known
  const checked = checkGraph(known.value, blocks)
  if (!checked.ok) return checked
  const { values, problems } = compileOutputs(checked.value)
  const tokens = values.get(from[0])?.[from[1]]
  if (!tokens) return { ok: false, problems }
  const refusals: Problem[] = []
  for (const option of options) {
    const replacement = replacementBy(placed, option)
    const params = option.params.safeParse(replacement.params)
    try {
      if (params.success) option.compile({ [port as string]: tokens } as never, params.data as never)
      return { ok: true, value: replacement }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.paramFix) return { ok: true, value: replacement }
      refusals.push({ ...error.problem, block: placed.id })
    }
  }
  return { ok: false, problems: refusals.length > 0 ? refusals.slice(0, 1) : [nothingToSwitch] }
}
