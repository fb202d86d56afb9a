import type { PlacedBlock, Subgraph } from './graph.ts'

/** Blocks so that each comes after those that feed it, else as they are listed; blocks in a circle come last. */
export function topologicalOrder({ blocks, wires }: Pick<Subgraph, 'blocks' | 'wires'>): readonly PlacedBlock[] {
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
    if (freed.length > 0) ready.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  }
  const byId = new Map(blocks.map(b => [b.id, b]))
  const ordered = done.flatMap(id => byId.get(id) ?? [])
  const seen = new Set(done)
  return [...ordered, ...blocks.filter(b => !seen.has(b.id))]
}

/** The blocks that feed these, near and far; without these themselves. */
export const upstream = (subgraph: Subgraph, ids: readonly string[]): string[] =>
  reachableFrom(ids, id => subgraph.wires.flatMap(([[from], [to]]) => (to === id ? [from] : [])))

/** The blocks that these feed, near and far. */
export const downstream = (subgraph: Subgraph, ids: readonly string[]): string[] =>
  reachableFrom(ids, id => subgraph.wires.flatMap(([[from], [to]]) => (from === id ? [to] : [])))

function reachableFrom(start: readonly string[], next: (id: string) => string[]): string[] {
  const found = new Set(start.flatMap(next))
  for (const id of found) for (const further of next(id)) found.add(further) // a set grows while it is walked
  return [...found].filter(id => !start.includes(id))
}
