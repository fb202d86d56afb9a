import type { PlacedBlock, Wire } from './graph.ts'

interface Drawn {
  readonly blocks: readonly PlacedBlock[]
  readonly wires: readonly Wire[]
}

/**
 * Blocks so that each comes after those that feed it; blocks in a cycle, and those behind them, come last. Among blocks that wires
 * leave free, `listed` keeps the order of the list, `freed` takes them in the order in which they get their last input.
 */
export function topologicalOrder(
  { blocks, wires }: Drawn,
  ties: 'listed' | 'freed' = 'listed',
): readonly PlacedBlock[] {
  const waits = new Map(blocks.map(b => [b.id, 0]))
  const feeds = new Map<string, string[]>()
  for (const [[from], [to]] of wires) {
    if (from === to || !waits.has(from) || !waits.has(to)) continue
    waits.set(to, (waits.get(to) ?? 0) + 1)
    feeds.set(from, [...(feeds.get(from) ?? []), to])
  }
  const place = new Map(blocks.map((b, i) => [b.id, i]))
  const ready = blocks.filter(b => waits.get(b.id) === 0).map(b => b.id)
  const done: string[] = []
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    done.push(id)
    const freed = (feeds.get(id) ?? []).filter(to => {
      const left = (waits.get(to) ?? 0) - 1
      waits.set(to, left)
      return left === 0
    })
    ready.push(...freed)
    if (ties === 'listed' && freed.length > 0) ready.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  }
  const byId = new Map(blocks.map(b => [b.id, b]))
  const ordered = done.flatMap(id => byId.get(id) ?? [])
  const seen = new Set(done)
  return [...ordered, ...blocks.filter(b => !seen.has(b.id))]
}

/** The blocks that feed these, directly or not; without these themselves. */
export const upstream = ({ wires }: { readonly wires: readonly Wire[] }, ids: readonly string[]): string[] =>
  [...reachableFrom(ids, neighbors(wires, 'sources'))].filter(id => !ids.includes(id))

/** The blocks that these feed, directly or not; without these themselves. */
export const downstream = ({ wires }: { readonly wires: readonly Wire[] }, ids: readonly string[]): string[] =>
  [...reachableFrom(ids, neighbors(wires, 'targets'))].filter(id => !ids.includes(id))

/** A block from which the wires lead back to itself; undefined when there is no cycle. */
export function findCycle({ blocks, wires }: Drawn): PlacedBlock | undefined {
  const next = neighbors(wires, 'targets')
  return blocks.find(({ id }) => reachableFrom([id], next).has(id))
}

type Neighbors = ReadonlyMap<string, readonly string[]>

/** For each block the blocks that its wires come from, or lead to. */
export function neighbors(wires: readonly Wire[], side: 'sources' | 'targets'): Neighbors {
  const found = new Map<string, string[]>()
  for (const [[from], [to]] of wires) {
    const [id, other] = side === 'targets' ? [from, to] : [to, from]
    const known = found.get(id)
    if (known) known.push(other)
    else found.set(id, [other])
  }
  return found
}

/** All blocks at the end of one step or more from these; one of these only where a cycle leads back to it. */
export function reachableFrom(start: readonly string[], next: Neighbors): ReadonlySet<string> {
  const found = new Set(start.flatMap(id => next.get(id) ?? []))
  for (const id of found) for (const further of next.get(id) ?? []) found.add(further) // a set grows while it is walked
  return found
}
