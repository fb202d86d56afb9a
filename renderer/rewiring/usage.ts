import type { ExampleGraph } from '../../core/run/run.ts'

/** What the examples usually do: it decides what is offered first. Shares of the examples, 0 to 1. */
export interface Usage {
  /** Of each type of block: in how many examples it is used. */
  readonly uses: ReadonlyMap<string, number>
  /** Of two types, `from to`: in how many examples a wire goes from the one to the other. */
  readonly pairs: ReadonlyMap<string, number>
}

export function usageOf(examples: readonly ExampleGraph[]): Usage {
  const share = 1 / Math.max(1, examples.length)
  const [uses, pairs] = [new Map<string, number>(), new Map<string, number>()]
  const count = (counts: Map<string, number>, all: Iterable<string>) => {
    for (const one of new Set(all)) counts.set(one, (counts.get(one) ?? 0) + share)
  }
  for (const { graph } of examples) {
    const types = new Map(graph.blocks.map(b => [b.id, b.type]))
    count(uses, types.values())
    count(
      pairs,
      graph.wires.map(([from, to]) => `${types.get(from[0])} ${types.get(to[0])}`),
    )
  }
  return { uses, pairs }
}
