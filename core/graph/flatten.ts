import type { End, Graph, PlacedBlock, Sheet, Wire } from './graph.ts'

/**
 * The graph with the blocks of its sub-graphs in their place, named by where they are: `sub-graph/tokenizer`.
 * A sub-graph that is left out stays as it is. The very same graph when there is none.
 */
export function flatten(graph: Graph): Graph {
  if (!graph.blocks.some(opens)) return graph
  return { ...graph, ...flat(graph, '') }
}

/** Where a block is: the sub-graphs around it and itself. */
export const addressOf = (path: readonly string[], id: string): string => [...path, id].join('/')

const opens = (block: PlacedBlock): boolean => block.graph !== undefined && block.off === undefined

function flat(sheet: Sheet, prefix: string): { blocks: PlacedBlock[]; wires: Wire[] } {
  const inner = sheet.blocks.map(b => (b.graph && opens(b) ? flat(b.graph, `${prefix}${b.id}/`) : undefined))
  const blocks = sheet.blocks.flatMap((b, i) => inner[i]?.blocks ?? [{ ...b, id: prefix + b.id }])
  const wires = sheet.wires.map(
    ([from, to]): Wire => [innermost(sheet, from, 'outputs', prefix), innermost(sheet, to, 'inputs', prefix)],
  )
  return { blocks, wires: [...wires, ...inner.flatMap(part => part?.wires ?? [])] }
}

/** The end of a wire behind the borders of the sub-graphs it leads into. */
function innermost(sheet: Sheet, [id, port]: End, side: 'inputs' | 'outputs', prefix: string): End {
  const block = sheet.blocks.find(b => b.id === id)
  const ports = block?.[side]
  const end = ports && Object.hasOwn(ports, port) ? ports[port] : undefined
  if (!block?.graph || !opens(block) || !end) return [prefix + id, port]
  return innermost(block.graph, end, side, `${prefix}${id}/`)
}

/** A block and the sheet it is on, by its address; undefined when there is none. */
export function findBlock(graph: Graph, address: string): { block: PlacedBlock; path: string[] } | undefined {
  return search(graph, address, [])
}

function search(sheet: Sheet, address: string, path: string[]): { block: PlacedBlock; path: string[] } | undefined {
  const exact = sheet.blocks.find(b => b.id === address)
  if (exact) return { block: exact, path }
  for (const b of sheet.blocks) {
    if (!b.graph || !address.startsWith(`${b.id}/`)) continue
    const found = search(b.graph, address.slice(b.id.length + 1), [...path, b.id])
    if (found) return found
  }
  return undefined
}

/** The graph with every block changed, those in sub-graphs too, each told its address. */
export function mapBlocks(graph: Graph, change: (block: PlacedBlock, address: string) => PlacedBlock): Graph {
  const inside = (sheet: Sheet, prefix: string): PlacedBlock[] =>
    sheet.blocks.map(b => {
      const after = change(b, prefix + b.id)
      return b.graph ? { ...after, graph: { ...b.graph, blocks: inside(b.graph, `${prefix}${b.id}/`) } } : after
    })
  return { ...graph, blocks: inside(graph, '') }
}
