import type { Port } from '../block.ts'
import { type Text, text } from '../text.ts'
import type { End, PlacedBlock, Sheet } from './graph.ts'

type Ports = Readonly<Record<string, Port>>
type Side = 'inputs' | 'outputs'

/** What a drawing needs to know of a kind of block: a `Block` and a `BlockInfo` both say it. */
export interface Kind {
  readonly title: Text
  readonly inputs: Ports
  readonly outputs: Ports
}
export type Kinds = ReadonlyMap<string, Kind>

/** Title and ports of a placed block. A sub-graph's are those of the blocks in it; undefined for kinds that are not known here. */
export function kindOf(placed: PlacedBlock, kinds: Kinds): Kind | undefined {
  const { graph } = placed
  if (!graph) return kinds.get(placed.type)
  return {
    title: text('Sub-graph', '子图'),
    inputs: bordering(graph, 'inputs', placed.inputs ?? {}, kinds),
    outputs: bordering(graph, 'outputs', placed.outputs ?? {}, kinds),
  }
}

/** The inner ports that a border shows; those of which nothing is known are left out. */
const bordering = (graph: Sheet, side: Side, border: Readonly<Record<string, End>>, kinds: Kinds): Ports =>
  Object.fromEntries(
    Object.entries(border).flatMap(([name, end]) => {
      const port = portOf(graph, side, end, kinds)
      return port ? [[name, port]] : []
    }),
  )

/** A port of a block on the sheet; undefined when there is none. */
export function portOf(sheet: Sheet, side: Side, [id, port]: End, kinds: Kinds): Port | undefined {
  const block = sheet.blocks.find(b => b.id === id)
  const ports = block && kindOf(block, kinds)?.[side]
  return ports && Object.hasOwn(ports, port) ? ports[port] : undefined
}

/** What a block is called: its own name, or that of its kind. */
export function nameOf(placed: PlacedBlock, kinds: Kinds): Text {
  if (placed.name) return text(placed.name, placed.name)
  return kindOf(placed, kinds)?.title ?? text(placed.type, placed.type)
}
