import type { PlacedBlock, Wire } from '../graph/graph.ts'

/** Blocks with every source before its readers, in drawing order where wires do not decide; undefined when wires form a loop. */
export function topologicalSort(blocks: readonly PlacedBlock[], wires: readonly Wire[]): PlacedBlock[] | undefined {
  const waiting = new Map(blocks.map(b => [b.id, 0]))
  for (const [, [to]] of wires) waiting.set(to, (waiting.get(to) ?? 0) + 1)
  const byId = new Map(blocks.map(b => [b.id, b]))
  const ready = blocks.filter(b => waiting.get(b.id) === 0).map(b => b.id)
  const order: PlacedBlock[] = []
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    const block = byId.get(id)
    if (block) order.push(block)
    for (const [[from], [to]] of wires) {
      if (from !== id) continue
      const left = (waiting.get(to) ?? 0) - 1
      waiting.set(to, left)
      if (left === 0) ready.push(to)
    }
  }
  return order.length === blocks.length ? order : undefined
}

/** A block from which the wires lead back to itself. */
export const findCycle = (blocks: readonly PlacedBlock[], wires: readonly Wire[]): PlacedBlock | undefined =>
  blocks.find(({ id }) => {
    const reached = new Set(successors(id, wires))
    for (const next of reached) for (const further of successors(next, wires)) reached.add(further)
    return reached.has(id)
  })

const successors = (id: string, wires: readonly Wire[]): string[] =>
  wires.flatMap(([[from], [to]]) => (from === id ? [to] : []))
