import type { Block, Blocks } from '../block.ts'
import { type Edit, edit, type Replacement } from '../graph/edit.ts'
import { flatten } from '../graph/flatten.ts'
import type { Graph, PlacedBlock } from '../graph/graph.ts'
import { repairEdit } from '../graph/repair.ts'
import type { Way } from '../graph/ways.ts'
import { type Problem, Refusal, type Result } from '../problem.ts'
import { text } from '../text.ts'
import { check } from './check.ts'
import { compile, outputsOf } from './compile.ts'
import { upTo } from './compile-to.ts'
import { type Roles, rolesOf } from './roles.ts'
import { same, translated } from './translated.ts'

/** A pipeline in another way of learning, and the one edit that makes it so. */
export interface Switched {
  readonly graph: Graph
  readonly edit: Edit & { readonly do: 'replace' }
  /** Blocks that change, data first. */
  readonly changes: readonly BlockChange[]
  /** What is in the way of a run afterwards. */
  readonly problems: readonly Problem[]
}

/** The same with what is known about its networks. */
export interface SwitchedDrawing extends Switched {
  /** Trainable numbers before and after, where they are known. */
  readonly parameters: readonly [before: number | undefined, after: number | undefined]
}

export interface BlockChange {
  readonly block: string
  readonly from: Pick<PlacedBlock, 'type' | 'params'>
  readonly to: Pick<PlacedBlock, 'type' | 'params'>
}

/** What is found out about files, for the blocks of a graph that want to know: the same graph with facts as parameters. */
export type Informed = (graph: Graph) => Result<Graph>

interface Switching {
  readonly way: Way
  readonly blocks: Blocks
  readonly informed: Informed
}

/**
 * The same data, tokenizer, seed and budget for another way of learning: other batches, another objective and another network,
 * whose sizes are taken over where they mean the same. What a replaced block knew is remembered, so switching back loses nothing.
 */
export function switchWay(graph: Graph, switching: Switching): Result<Switched> {
  const { way, blocks, informed } = switching
  const roles = rolesOf(graph, blocks)
  if (!roles) return { ok: false, problems: [nothingToSwitch] }
  const chosen = candidates(graph, roles, switching)
  if (!chosen.ok) return chosen
  const { graph: mended, problems } = repaired(edit(graph, { do: 'replace', blocks: chosen.value }), blocks, informed)
  const before = new Map(flatten(graph).blocks.map(b => [b.id, b]))
  const changes = flatten(mended).blocks.flatMap(({ id, type, params }): BlockChange[] => {
    const from = before.get(id)
    const changed = from !== undefined && (from.type !== type || !same(from.params, params))
    return changed ? [{ block: id, from, to: { type, params } }] : []
  })
  const old = blocks.get(roles.objective.type)?.learns?.by
  const replacing = changes.map(
    ({ block, to }) => [block, remembered(before.get(block) as PlacedBlock, to, { way, old })] as const,
  )
  const change = { do: 'replace', blocks: Object.fromEntries(replacing), to: way } as const
  return { ok: true, value: { graph: edit(graph, change), edit: change, changes, problems } }
}

type Made = Pick<PlacedBlock, 'type' | 'params'>

/** What takes the place of a block, and what it remembers of it: everything, unless a switch made it and nobody changed it since. */
function remembered(
  was: PlacedBlock,
  now: Made,
  { way, old }: { readonly way: Way; readonly old: Way | undefined },
): Replacement {
  const { [way]: back, ...others } = was.former ?? {}
  const untouched = was.given !== undefined && same(was.given, was.params)
  const memory = { type: was.type, params: was.params, given: now.params }
  const former = was.type === now.type || !old || untouched ? others : { ...others, [old]: memory }
  return {
    ...now,
    ...(Object.keys(former).length > 0 ? { former } : {}),
    ...(back || was.type === now.type ? {} : { given: now.params }),
  }
}

/** For each role the block that serves the way: the one that was there before, else the usual one, else one that fits the data. */
function candidates(
  graph: Graph,
  roles: Roles,
  { way, blocks, informed }: Switching,
): Result<Record<string, Replacement>> {
  const serving = (placed: PlacedBlock): Block[] => {
    const old = blocks.get(placed.type)
    const former = blocks.get(placed.former?.[way]?.type ?? '')
    const all = [...blocks.values()].filter(
      b => b.learns?.by === way && b.category === old?.category && samePorts(b, old),
    )
    const usual = all.toSorted((a, b) => Number(b.learns?.usual ?? false) - Number(a.learns?.usual ?? false))
    return old?.learns?.by === way ? [old] : [...(former ? [former] : []), ...usual]
  }
  const become = (placed: PlacedBlock, to: Block): Replacement => ({
    type: to.id,
    params: placed.type === to.id ? placed.params : translated(placed, to, placed.former?.[way]),
  })
  const fitting = collatorFor(graph, roles.collator, { options: serving(roles.collator), become, blocks, informed })
  if (!fitting.ok) return fitting
  const [objective, network] = [serving(roles.objective)[0], serving(roles.network)[0]]
  if (!objective || !network) return { ok: false, problems: [nothingToSwitch] }
  return {
    ok: true,
    value: {
      [roles.collator.id]: fitting.value,
      [roles.network.id]: become(roles.network, network),
      [roles.objective.id]: become(roles.objective, objective),
    },
  }
}

const samePorts = (a: Block, b: Block): boolean =>
  (['inputs', 'outputs'] as const).every(side =>
    Object.entries(b[side]).every(([name, { type }]) => a[side][name]?.type === type),
  )

interface Choice {
  readonly options: readonly Block[]
  readonly become: (placed: PlacedBlock, to: Block) => Replacement
  readonly blocks: Blocks
  readonly informed: Informed
}

/** The first collator that takes the data as it is, or after a repair; otherwise why the first of them does not. */
function collatorFor(
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

/** Repairs what can be repaired for certain, and says what is left. */
function repaired(graph: Graph, blocks: Blocks, informed: Informed): { graph: Graph; problems: readonly Problem[] } {
  let now = graph
  for (let round = 0; ; round++) {
    const problems = problemsIn(now, blocks, informed)
    const repair = problems.find(({ repair }) => repair?.do === 'set')?.repair
    const mending = repair && repairEdit(now, repair)
    if (!mending || round === mostRepairs) return { graph: now, problems }
    now = edit(now, mending)
  }
}

/** Repairs after which nobody believes any more that one will help. */
const mostRepairs = 8

function problemsIn(graph: Graph, blocks: Blocks, informed: Informed): readonly Problem[] {
  const known = informed(flatten(graph))
  const checked = known.ok ? check(known.value, blocks) : known
  const compiled = checked.ok ? compile(checked.value) : checked
  return compiled.ok ? [] : compiled.problems
}

const nothingToSwitch: Problem = {
  code: 'nothing-to-switch',
  severity: 'missing',
  message: text(
    'Switching needs a trainer with batches, an objective and a network connected to it.',
    '切换需要一个已连接批次、目标和网络的训练器。',
  ),
  fix: text('Connect them first, or open an example.', '请先连接它们，或打开一个示例。'),
}
