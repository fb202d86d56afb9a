import { type Graph, graphSchema } from '../../core/graph/graph.ts'

interface Unsent {
  readonly graph: Graph
  readonly path?: string | undefined
  readonly seen?: string | undefined
}

const place = 'unsent'

/** Keeps a graph in the browser itself while the app cannot be reached. */
export function remember(unsent: Unsent) {
  try {
    localStorage.setItem(place, JSON.stringify(unsent))
  } catch {
    // no room there: the window still has it, and keeps trying to send it
  }
}

export const forget = () => localStorage.removeItem(place)

/** What the window had not sent when it ended. */
export function remembered(): Unsent | undefined {
  try {
    const { graph, path, seen } = JSON.parse(localStorage.getItem(place) ?? '{}')
    const read = graphSchema.safeParse(graph)
    return read.success ? { graph: read.data, path, seen } : undefined
  } catch {
    return undefined
  }
}
