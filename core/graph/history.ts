import { type Edit, edit } from './edit.ts'
import type { Graph } from './graph.ts'

/** An edit that was made, with the graph before and after it. Graphs share what did not change. */
interface Entry {
  readonly edit: Edit
  readonly before: Graph
  readonly after: Graph
}

/** A graph with everything that can be undone and redone. */
export interface History {
  readonly present: Graph
  readonly past: readonly Entry[]
  readonly future: readonly Entry[]
  /** What the newest entry changes, while more of the same joins it: typing in one field is one action. */
  readonly open?: string
}

export const begin = (graph: Graph): History => ({ present: graph, past: [], future: [] })

/** Makes an edit. It is one entry, unless it goes on with what the newest entry changes. */
export function act(history: History, change: Edit): History {
  const after = edit(history.present, change)
  if (after === history.present) return history
  const subject = subjectOf(change)
  const last = history.past.at(-1)
  const goesOn = subject !== undefined && subject === history.open && last !== undefined
  const past = goesOn
    ? [...history.past.slice(0, -1), { edit: change, before: last.before, after }]
    : [...history.past, { edit: change, before: history.present, after }]
  return { present: after, past, future: [], ...(subject === undefined ? {} : { open: subject }) }
}

/** Ends the newest entry: the next edit is an action of its own. */
export function seal(history: History): History {
  if (history.open === undefined) return history
  const { open: _, ...sealed } = history
  return sealed
}

export function undo(history: History): History {
  const last = history.past.at(-1)
  if (!last) return history
  return { present: last.before, past: history.past.slice(0, -1), future: [last, ...history.future] }
}

export function redo(history: History): History {
  const [next, ...future] = history.future
  return next ? { present: next.after, past: [...history.past, next], future } : history
}

function subjectOf(change: Edit): string | undefined {
  switch (change.do) {
    case 'set':
      return `set ${change.block} ${change.param}`
    case 'set-all':
      return `set-all ${change.block}`
    case 'rename':
      return `rename ${change.block ?? ''}`
    case 'move':
      return `move ${Object.keys(change.to).join(' ')}`
    default:
      return undefined
  }
}
