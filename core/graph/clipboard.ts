import type { Edit } from './edit.ts'
import {
  type Endpoint,
  type Graph,
  type Group,
  graphSchema,
  type Note,
  type PlacedBlock,
  type Subgraph,
  type Wire,
} from './graph.ts'
import { uniqueId, uniqueName } from './unique-id.ts'

type AddEdit = Edit & { do: 'add' }

interface CopyOptions {
  /** How far the copies stand from what was copied. */
  readonly by?: readonly [number, number]
  /** Wires into the copies from blocks that are in the sub-graph. */
  readonly inputs?: readonly Wire[]
}

type SubgraphPart = Pick<Subgraph, 'blocks' | 'wires' | 'groups' | 'notes'>

/** Copies of blocks, groups and notes with the wires among them, under ids that are free in the sub-graph: what an `add` needs. */
export function copyBlocks(
  subgraph: Subgraph,
  copied: SubgraphPart,
  { by: [dx, dy] = [32, 32], inputs = [] }: CopyOptions = {},
): AddEdit {
  const ids = new Map<string, string>()
  for (const b of copied.blocks) ids.set(b.id, uniqueId(subgraph, b.type, new Set(ids.values())))
  const shift = ([x, y]: [number, number]): [number, number] => [x + dx, y + dy]
  const known = new Set(subgraph.blocks.map(b => b.id))
  const inside = (wire: Wire): Wire[] => wireBetween(ids.get(wire[0][0]), ids.get(wire[1][0]), wire)
  const outside = (wire: Wire): Wire[] =>
    wireBetween(known.has(wire[0][0]) ? wire[0][0] : undefined, ids.get(wire[1][0]), wire)
  return {
    do: 'add',
    blocks: copied.blocks.map((b): PlacedBlock => ({ ...b, id: ids.get(b.id) ?? b.id, at: shift(b.at) })),
    wires: [...copied.wires.flatMap(inside), ...inputs.flatMap(outside)],
    groups: withUniqueIds(copied.groups, subgraph.groups).map(
      (g): Group => ({ ...g, blocks: g.blocks.flatMap(id => ids.get(id) ?? []) }),
    ),
    notes: withUniqueIds(copied.notes, subgraph.notes).map((n): Note => ({ ...n, at: shift(n.at) })),
  }
}

const wireBetween = (from: string | undefined, to: string | undefined, [[, output], [, input]]: Wire): Wire[] =>
  from !== undefined && to !== undefined
    ? [
        [
          [from, output],
          [to, input],
        ],
      ]
    : []

function withUniqueIds<T extends { id: string }>(things: readonly T[], others: readonly { id: string }[]): T[] {
  const used = new Set(others.map(({ id }) => id))
  return things.map(thing => {
    const id = uniqueName(thing.id, used)
    used.add(id)
    return { ...thing, id }
  })
}

interface SelectedIds {
  readonly blocks: readonly string[]
  readonly notes?: readonly string[]
}

/** A part of a sub-graph: the chosen blocks with the wires among them, groups that are chosen whole, and notes. */
export function selectedPart(
  subgraph: Subgraph,
  { blocks: ids, notes = [] }: SelectedIds,
): SubgraphPart & { readonly inputs: Wire[] } {
  const has = ([id]: Endpoint) => ids.includes(id)
  return {
    blocks: subgraph.blocks.filter(b => ids.includes(b.id)),
    wires: subgraph.wires.filter(([from, to]) => has(from) && has(to)),
    groups: subgraph.groups.filter(g => g.blocks.every(id => ids.includes(id))),
    notes: subgraph.notes.filter(n => notes.includes(n.id)),
    inputs: subgraph.wires.filter(([from, to]) => !has(from) && has(to)),
  }
}

/** A part of a sub-graph as text: a pipeline file of its own, which may also be saved or sent to somebody. */
export const serializeSelection = (subgraph: Subgraph, chosen: SelectedIds, name: string): string =>
  `${JSON.stringify({ format: 'patchbay/1', name, ...selectedPart(subgraph, chosen) }, null, 2)}\n`

export interface ClipboardContent {
  readonly graph: Graph
  /** A pipeline file rather than a part that was copied on a canvas. */
  readonly whole: boolean
  /** Wires from blocks that were not copied. */
  readonly inputs: readonly Wire[]
}

/** A pipeline, or a part of one, in a text; undefined when the text is something else. */
export function parseClipboard(words: string): ClipboardContent | undefined {
  if (!/^\s*\{/.test(words)) return undefined
  const graph = graphSchema.safeParse(parseJson(words))
  if (!graph.success || (graph.data.blocks.length === 0 && graph.data.notes.length === 0)) return undefined
  const inputs = graphSchema.shape.wires.safeParse(graph.data.inputs)
  return { graph: graph.data, whole: graph.data.inputs === undefined, inputs: inputs.success ? inputs.data : [] }
}

function parseJson(words: string): unknown {
  try {
    return JSON.parse(words)
  } catch {
    return undefined
  }
}
