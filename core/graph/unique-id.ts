interface Ids {
  readonly blocks: readonly { readonly id: string }[]
}

/** An id for a new block of this type that no block of the graph and none of `taken` has: `trainer`, `trainer-2`, … */
export const uniqueId = (graph: Ids, type: string, taken: ReadonlySet<string> = new Set()): string =>
  uniqueName(type, new Set([...graph.blocks.map(b => b.id), ...taken]))

/** The name itself, or the first of `name-2`, `name-3`, … that is free. */
export function uniqueName(name: string, used: { readonly has: (name: string) => boolean }): string {
  if (!used.has(name)) return name
  for (let n = 2; ; n++) if (!used.has(`${name}-${n}`)) return `${name}-${n}`
}
