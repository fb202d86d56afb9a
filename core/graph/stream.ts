import type { Sheet } from './graph.ts'

/** The blocks that feed these, near and far; without these themselves. */
export const upstream = (sheet: Sheet, ids: readonly string[]): string[] =>
  reached(ids, id => sheet.wires.flatMap(([[from], [to]]) => (to === id ? [from] : [])))

/** The blocks that these feed, near and far. */
export const downstream = (sheet: Sheet, ids: readonly string[]): string[] =>
  reached(ids, id => sheet.wires.flatMap(([[from], [to]]) => (from === id ? [to] : [])))

function reached(start: readonly string[], next: (id: string) => string[]): string[] {
  const found = new Set(start.flatMap(next))
  for (const id of found) for (const further of next(id)) found.add(further) // a set grows while it is walked
  return [...found].filter(id => !start.includes(id))
}
