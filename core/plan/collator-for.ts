import type { Block, Blocks } from '../block.ts'
import type { Replacement } from '../graph/edit.ts'
import { flatten } from '../graph/flatten.ts'
import type { Graph, PlacedBlock } from '../graph/graph.ts'
import { type Problem, Refusal, type Result } from '../problem.ts'
import { check } from './check.ts'
import { outputsOf } from './compile.ts'
import { upTo } from './compile-to.ts'
import { nothingToSwitch } from './nothing-to-switch.ts'

/** What is found out about files, for the blocks of a graph that want to know: the same graph with facts as parameters. */
export type Informed = (graph: Graph) => Result<Graph>

interface Choice {
  readonly options: readonly Block[]
  readonly become: (placed: PlacedBlock, to: Block) => Replacement
  readonly blocks: Blocks
  readonly informed: Informed
}

/** The first collator that takes the data as it is, or after a repair; otherwise why the first of them does not. */
export function collatorFor(
  graph: Graph,
  placed: PlacedBlock,
  { options, become, blocks, informed }: Choice,
): Result<Replacement> {
  const flat = flatten(graph)
  const port = Object.entries(blocks.get(placed.type)?.inputs ?? {}).find(([, { type }]) => type === 'tokens')?.[0]
  const [from] = flat.wires.find(([, [to, at]]) => to === placed.id && at === port) ?? []
  if (!from) return { ok: false, problems: [nothingToSwitch] }
  const known = informed(upTo(flat, from[0]))
  if (!known.ok) return known
  const checked = check(known.value, blocks)
  if (!checked.ok) return checked
  const { values, problems } = outputsOf(checked.value)
  const tokens = values.get(from[0])?.[from[1]]
  if (!tokens) return { ok: false, problems }
  const refusals: Problem[] = []
  for (const option of options) {
    const replacement = become(placed, option)
    const params = option.params.safeParse(replacement.params)
    try {
      if (params.success) option.compile({ [port as string]: tokens } as never, params.data as never)
      return { ok: true, value: replacement }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.cure) return { ok: true, value: replacement }
      refusals.push({ ...error.problem, block: placed.id })
    }
  }
  return { ok: false, problems: refusals.length > 0 ? refusals.slice(0, 1) : [nothingToSwitch] }
}
