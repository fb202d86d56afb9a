import type { Block, Blocks } from '../block.ts'
import { type Edit, edit, type Replacement } from '../graph/edit.ts'
import { flatten } from '../graph/flatten.ts'
import type { Graph, PlacedBlock } from '../graph/graph.ts'
import type { Way } from '../graph/ways.ts'
import type { Problem, Result } from '../problem.ts'
import { collatorFor, type Informed } from './collator-for.ts'
import { nothingToSwitch } from './nothing-to-switch.ts'
import { repaired } from './repaired.ts'
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
  /** Trainable numbers before and after, where they are known; it travels as JSON, which has no undefined. */
  readonly parameters: readonly [before: number | null, after: number | null]
}

export interface BlockChange {
  readonly block: string
  readonly from: Pick<PlacedBlock, 'type' | 'params'>
  readonly to: Pick<PlacedBlock, 'type' | 'params'>
}

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
