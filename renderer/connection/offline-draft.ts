import { type Graph, graphSchema } from '../../core/graph/graph.ts'

interface OfflineDraft {
  readonly graph: Graph
  readonly path?: string | undefined
  readonly seen?: string | undefined
}

const storageKey = 'unsent'

/** Keeps a graph in the browser itself while the app cannot be reached. */
export function storeOfflineDraft(unsent: OfflineDraft) {
  try {
    localStorage.setItem(storageKey, JSON.stringify(unsent))
  } catch {
    // no room there: the window still has it, and keeps trying to send it
  }
}

export const clearOfflineDraft = () => localStorage.removeItem(storageKey)

/** What the window had not sent when it ended. */
export function loadOfflineDraft(): OfflineDraft | undefined {
  try {
    const { graph, path, seen } = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    const read = graphSchema.safeParse(graph)
    return read.success ? { graph: read.data, path, seen } : undefined
  } catch {
    return undefined
  }
}
