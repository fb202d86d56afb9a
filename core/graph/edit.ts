import type { Graph, PlacedBlock, Wire } from './graph.ts'

/** One change a user makes to a graph, as plain data: it can be undone, named in a list, and written to a journal. */
export type Edit =
  | { readonly do: 'add'; readonly blocks: readonly PlacedBlock[]; readonly wires: readonly Wire[] }
  | { readonly do: 'remove'; readonly blocks: readonly string[]; readonly wires: readonly Wire[] }
  | { readonly do: 'move'; readonly to: Readonly<Record<string, readonly [number, number]>> }
  | { readonly do: 'connect'; readonly wire: Wire }
  /** A value of `undefined` takes the parameter away. */
  | { readonly do: 'set'; readonly block: string; readonly param: string; readonly value: unknown }
  /** Several parameters of a block at once. */
  | { readonly do: 'set-all'; readonly block: string; readonly values: Readonly<Record<string, unknown>> }
  /** Names a block, or the graph when no block is given. */
  | { readonly do: 'rename'; readonly block?: string; readonly name: string }

/**
 * The graph after an edit; the very same object when the edit changes nothing.
 * Whatever is asked for, every wire joins two blocks that exist, and an input has at most one wire.
 */
export function edit(graph: Graph, change: Edit): Graph {
  switch (change.do) {
    case 'add':
      return add(graph, change.blocks, change.wires)
    case 'remove':
      return remove(graph, new Set(change.blocks), change.wires)
    case 'move':
      return move(graph, change.to)
    case 'connect':
      return connect(graph, change.wire)
    case 'set':
      return withBlock(graph, change.block, b => set(b, change.param, change.value))
    case 'set-all':
      return withBlock(graph, change.block, b =>
        Object.entries(change.values).reduce((changed, [param, value]) => set(changed, param, value), b),
      )
    case 'rename':
      return change.block === undefined
        ? same(graph.name, change.name, graph, { name: change.name })
        : withBlock(graph, change.block, b => same(b.name, change.name, b, { name: change.name }))
  }
}

export const sameWire = (a: Wire, b: Wire): boolean =>
  a[0][0] === b[0][0] && a[0][1] === b[0][1] && a[1][0] === b[1][0] && a[1][1] === b[1][1]

/** An id for a new block of this type that no block of the graph and none of `taken` has: `trainer`, `trainer-2`, … */
export function freshId(graph: Graph, type: string, taken: ReadonlySet<string> = new Set()): string {
  const used = new Set([...graph.blocks.map(b => b.id), ...taken])
  if (!used.has(type)) return type
  for (let n = 2; ; n++) if (!used.has(`${type}-${n}`)) return `${type}-${n}`
}

/** Copies of blocks with the wires among them, under fresh ids and shifted by (dx, dy): what an `add` needs. */
export function copies(
  graph: Graph,
  blocks: readonly PlacedBlock[],
  wires: readonly Wire[],
  by = 32,
): Edit & { do: 'add' } {
  const ids = new Map<string, string>()
  for (const b of blocks) ids.set(b.id, freshId(graph, b.type, new Set(ids.values())))
  return {
    do: 'add',
    blocks: blocks.map(b => ({ ...b, id: ids.get(b.id) ?? b.id, at: [b.at[0] + by, b.at[1] + by] })),
    wires: wires.flatMap(([from, to]): Wire[] => {
      const [source, target] = [ids.get(from[0]), ids.get(to[0])]
      return source && target
        ? [
            [
              [source, from[1]],
              [target, to[1]],
            ],
          ]
        : []
    }),
  }
}

function add(graph: Graph, blocks: readonly PlacedBlock[], wires: readonly Wire[]): Graph {
  const ids = new Set(graph.blocks.map(b => b.id))
  const fresh = blocks.filter(b => !ids.has(b.id) && ids.add(b.id))
  const placed = fresh.length === 0 ? graph : { ...graph, blocks: [...graph.blocks, ...fresh] }
  return wires.reduce(connect, placed)
}

function remove(graph: Graph, gone: ReadonlySet<string>, cut: readonly Wire[]): Graph {
  const blocks = graph.blocks.filter(b => !gone.has(b.id))
  const wires = graph.wires.filter(w => !gone.has(w[0][0]) && !gone.has(w[1][0]) && !cut.some(c => sameWire(c, w)))
  const nothing = blocks.length === graph.blocks.length && wires.length === graph.wires.length
  return nothing ? graph : { ...graph, blocks, wires }
}

function move(graph: Graph, to: Readonly<Record<string, readonly [number, number]>>): Graph {
  let moved = false
  const blocks = graph.blocks.map(b => {
    const at = Object.hasOwn(to, b.id) ? to[b.id] : undefined
    if (!at || (at[0] === b.at[0] && at[1] === b.at[1])) return b
    moved = true
    return { ...b, at: [at[0], at[1]] satisfies [number, number] }
  })
  return moved ? { ...graph, blocks } : graph
}

function connect(graph: Graph, wire: Wire): Graph {
  const [[from], [to, port]] = wire
  const known = (id: string) => graph.blocks.some(b => b.id === id)
  if (from === to || !known(from) || !known(to) || graph.wires.some(w => sameWire(w, wire))) return graph
  return { ...graph, wires: [...graph.wires.filter(w => w[1][0] !== to || w[1][1] !== port), wire] }
}

function set(b: PlacedBlock, param: string, value: unknown): PlacedBlock {
  if (value !== undefined) return same(b.params[param], value, b, { params: { ...b.params, [param]: value } })
  if (!Object.hasOwn(b.params, param)) return b
  const { [param]: _, ...params } = b.params
  return { ...b, params }
}

function withBlock(graph: Graph, id: string, change: (b: PlacedBlock) => PlacedBlock): Graph {
  const blocks = graph.blocks.map(b => (b.id === id ? change(b) : b))
  return blocks.some((b, i) => b !== graph.blocks[i]) ? { ...graph, blocks } : graph
}

const same = <T extends object>(before: unknown, after: unknown, thing: T, change: Partial<T>): T =>
  Object.is(before, after) ? thing : { ...thing, ...change }
