import type { Block, Blocks } from '../block/block.ts'
import type { BlockReplacement, Edit } from '../graph/edit.ts'
import { applyEdit } from '../graph/edit.ts'
import { flatten } from '../graph/flatten.ts'
import type { Graph, PlacedBlock } from '../graph/graph.ts'
import type { ObjectiveFamily } from '../plan/plan.ts'
import type { Problem, Result } from '../problem.ts'
import { applyQuickFixes } from './apply-quick-fixes.ts'
import type { WithFacts } from './fitting-collator.ts'
import { findFittingCollator } from './fitting-collator.ts'
import type { TrainingRoles } from './training-roles.ts'
import { findTrainingRoles, nothingToSwitch } from './training-roles.ts'
import { equalJson, translateParams } from './translate-params.ts'

/** A pipeline with another objective family, and the one edit that makes it so. */
export interface SwitchedGraph {
  readonly graph: Graph
  readonly edit: Edit & { readonly do: 'replace' }
  /** Blocks that change, data first. */
  readonly changes: readonly BlockChange[]
  /** What still prevents a run afterwards. */
  readonly problems: readonly Problem[]
}

/** The same with the sizes of its networks. */
export interface SwitchedGraphWithSizes extends SwitchedGraph {
  /** Trainable parameters before and after; null where unknown, since JSON has no undefined. */
  readonly parameters: readonly [before: number | null, after: number | null]
}

/** A block that a switch replaces or whose parameters it changes. */
export interface BlockChange {
  readonly block: string
  readonly from: Pick<PlacedBlock, 'type' | 'params'>
  readonly to: Pick<PlacedBlock, 'type' | 'params'>
}

interface SwitchOptions {
  readonly family: ObjectiveFamily
  readonly blocks: Blocks
  readonly withFacts: WithFacts
}

/**
 * The same data, tokenizer, seed and budget for another objective family: another collator, objective and network, whose sizes
 * are kept where they mean the same. Parameters of a replaced block are remembered, so switching back loses nothing.
 */
export function switchObjectiveFamily(graph: Graph, switching: SwitchOptions): Result<SwitchedGraph> {
  const { family, blocks, withFacts } = switching
  const roles = findTrainingRoles(graph, blocks)
  if (!roles) return { ok: false, problems: [nothingToSwitch] }
  const chosen = chooseReplacements(graph, roles, switching)
  if (!chosen.ok) return chosen
  const { graph: repaired, problems } = applyQuickFixes(
    applyEdit(graph, { do: 'replace', blocks: chosen.value }),
    blocks,
    withFacts,
  )
  const before = new Map(flatten(graph).blocks.map(b => [b.id, b]))
  const changes = flatten(repaired).blocks.flatMap(({ id, type, params }): BlockChange[] => {
    const from = before.get(id)
    const changed = from !== undefined && (from.type !== type || !equalJson(from.params, params))
    return changed ? [{ block: id, from, to: { type, params } }] : []
  })
  const old = blocks.get(roles.objective.type)?.learns?.by
  const replacing = changes.map(
    ({ block, to }) => [block, withMemory(before.get(block) as PlacedBlock, to, { family, old })] as const,
  )
  const change = { do: 'replace', blocks: Object.fromEntries(replacing), to: family } as const
  return { ok: true, value: { graph: applyEdit(graph, change), edit: change, changes, problems } }
}

type BlockContent = Pick<PlacedBlock, 'type' | 'params'>

/** The replacement of a block, and what it remembers of the old one: everything, unless a switch made that and nobody changed it since. */
function withMemory(
  was: PlacedBlock,
  now: BlockContent,
  { family, old }: { readonly family: ObjectiveFamily; readonly old: ObjectiveFamily | undefined },
): BlockReplacement {
  const { [family]: back, ...others } = was.former ?? {}
  const untouched = was.given !== undefined && equalJson(was.given, was.params)
  const memory = { type: was.type, params: was.params, given: now.params }
  const former = was.type === now.type || !old || untouched ? others : { ...others, [old]: memory }
  return {
    ...now,
    ...(Object.keys(former).length > 0 ? { former } : {}),
    ...(back || was.type === now.type ? {} : { given: now.params }),
  }
}

/** For each role a block of the objective family: the one that was there before, else the default, else one that fits the data. */
function chooseReplacements(
  graph: Graph,
  roles: TrainingRoles,
  { family, blocks, withFacts }: SwitchOptions,
): Result<Record<string, BlockReplacement>> {
  const serving = (placed: PlacedBlock): Block[] => {
    const old = blocks.get(placed.type)
    const former = blocks.get(placed.former?.[family]?.type ?? '')
    const all = [...blocks.values()].filter(
      b => b.learns?.by === family && b.category === old?.category && hasSamePorts(b, old),
    )
    const usual = all.toSorted((a, b) => Number(b.learns?.usual ?? false) - Number(a.learns?.usual ?? false))
    return old?.learns?.by === family ? [old] : [...(former ? [former] : []), ...usual]
  }
  const replacementBy = (placed: PlacedBlock, to: Block): BlockReplacement => ({
    type: to.id,
    params: placed.type === to.id ? placed.params : translateParams(placed, to, placed.former?.[family]),
  })
  const fitting = findFittingCollator(graph, roles.collator, {
    options: serving(roles.collator),
    replacementBy,
    blocks,
    withFacts,
  })
  if (!fitting.ok) return fitting
  const [objective, network] = [serving(roles.objective)[0], serving(roles.network)[0]]
  if (!objective || !network) return { ok: false, problems: [nothingToSwitch] }
  return {
    ok: true,
    value: {
      [roles.collator.id]: fitting.value,
      [roles.network.id]: replacementBy(roles.network, network),
      [roles.objective.id]: replacementBy(roles.objective, objective),
    },
  }
}

const hasSamePorts = (a: Block, b: Block): boolean =>
  (['inputs', 'outputs'] as const).every(side =>
    Object.entries(b[side]).every(([name, { type }]) => a[side][name]?.type === type),
  )
