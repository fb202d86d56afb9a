import type { Block, Blocks } from '../block/block.ts'
import type { BlockReplacement, Edit } from '../graph/edit.ts'
import { applyEdit } from '../graph/edit.ts'
import { flatten } from '../graph/flatten.ts'
import type { Graph, PlacedBlock } from '../graph/graph.ts'
import type { ObjectiveFamily } from '../plan/objective-family.ts'
import type { Problem, Result } from '../problem.ts'
import { applyQuickFixes } from './apply-quick-fixes.ts'
import type { WithFacts } from './fitting-collator.ts'
import { findFittingCollator } from './fitting-collator.ts'
import type { TrainingRoles } from './training-roles.ts'
import { findTrainingRoles, nothingToSwitch } from './training-roles.ts'
import { equalJson, translateParams } from './translate-params.ts'

/** A pipeline in another way of learning, and the one edit that makes it so. */
export interface SwitchedGraph {
  readonly graph: Graph
  readonly edit: Edit & { readonly do: 'replace' }
  /** Blocks that change, data first. */
  readonly changes: readonly BlockChange[]
  /** What is in the way of a run afterwards. */
  readonly problems: readonly Problem[]
}

/** The same with what is known about its networks. */
export interface SwitchedGraphWithSizes extends SwitchedGraph {
  /** Trainable numbers before and after, where they are known; it travels as JSON, which has no undefined. */
  readonly parameters: readonly [before: number | null, after: number | null]
}

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
 * The same data, tokenizer, seed and budget for another way of learning: other batches, another objective and another network,
 * whose sizes are taken over where they mean the same. What a replaced block knew is remembered, so switching back loses nothing.
 */
export function switchObjectiveFamily(graph: Graph, switching: SwitchOptions): Result<SwitchedGraph> {
  const { family: way, blocks, withFacts: informed } = switching
  const roles = findTrainingRoles(graph, blocks)
  if (!roles) return { ok: false, problems: [nothingToSwitch] }
  const chosen = chooseReplacements(graph, roles, switching)
  if (!chosen.ok) return chosen
  const { graph: mended, problems } = applyQuickFixes(
    applyEdit(graph, { do: 'replace', blocks: chosen.value }),
    blocks,
    informed,
  )
  const before = new Map(flatten(graph).blocks.map(b => [b.id, b]))
  const changes = flatten(mended).blocks.flatMap(({ id, type, params }): BlockChange[] => {
    const from = before.get(id)
    const changed = from !== undefined && (from.type !== type || !equalJson(from.params, params))
    return changed ? [{ block: id, from, to: { type, params } }] : []
  })
  const old = blocks.get(roles.objective.type)?.learns?.by
  const replacing = changes.map(
    ({ block, to }) => [block, withMemory(before.get(block) as PlacedBlock, to, { way, old })] as const,
  )
  const change = { do: 'replace', blocks: Object.fromEntries(replacing), to: way } as const
  return { ok: true, value: { graph: applyEdit(graph, change), edit: change, changes, problems } }
}

type BlockContent = Pick<PlacedBlock, 'type' | 'params'>

/** What takes the place of a block, and what it remembers of it: everything, unless a switch made it and nobody changed it since. */
function withMemory(
  was: PlacedBlock,
  now: BlockContent,
  { way, old }: { readonly way: ObjectiveFamily; readonly old: ObjectiveFamily | undefined },
): BlockReplacement {
  const { [way]: back, ...others } = was.former ?? {}
  const untouched = was.given !== undefined && equalJson(was.given, was.params)
  const memory = { type: was.type, params: was.params, given: now.params }
  const former = was.type === now.type || !old || untouched ? others : { ...others, [old]: memory }
  return {
    ...now,
    ...(Object.keys(former).length > 0 ? { former } : {}),
    ...(back || was.type === now.type ? {} : { given: now.params }),
  }
}

/** For each role the block that serves the way: the one that was there before, else the usual one, else one that fits the data. */
function chooseReplacements(
  graph: Graph,
  roles: TrainingRoles,
  { family: way, blocks, withFacts: informed }: SwitchOptions,
): Result<Record<string, BlockReplacement>> {
  const serving = (placed: PlacedBlock): Block[] => {
    const old = blocks.get(placed.type)
    const former = blocks.get(placed.former?.[way]?.type ?? '')
    const all = [...blocks.values()].filter(
      b => b.learns?.by === way && b.category === old?.category && hasSamePorts(b, old),
    )
    const usual = all.toSorted((a, b) => Number(b.learns?.usual ?? false) - Number(a.learns?.usual ?? false))
    return old?.learns?.by === way ? [old] : [...(former ? [former] : []), ...usual]
  }
  const become = (placed: PlacedBlock, to: Block): BlockReplacement => ({
    type: to.id,
    params: placed.type === to.id ? placed.params : translateParams(placed, to, placed.former?.[way]),
  })
  const fitting = findFittingCollator(graph, roles.collator, {
    options: serving(roles.collator),
    replacementBy: become,
    blocks,
    withFacts: informed,
  })
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

const hasSamePorts = (a: Block, b: Block): boolean =>
  (['inputs', 'outputs'] as const).every(side =>
    Object.entries(b[side]).every(([name, { type }]) => a[side][name]?.type === type),
  )
