import { applyEdit, type Edit } from './edit.ts'
import type { Graph } from './graph.ts'

/** An edit that was made, with the graph before and after it. Graphs share what did not change. */
export interface HistoryEntry {
  readonly edit: Edit
  readonly before: Graph
  readonly after: Graph
}

/** A graph with everything that can be undone and redone. */
export interface History {
  readonly present: Graph
  readonly past: readonly HistoryEntry[]
  readonly future: readonly HistoryEntry[]
  /** What the newest entry changes, while more of the same joins it: typing in one field is one action. */
  readonly open?: string
}

/** What happens to a history, as plain data: the same steps from the same graph always give the same history. */
export type HistoryStep =
  | { readonly step: 'act'; readonly edit: Edit }
  | { readonly step: 'seal' }
  /** `count` entries at once. */
  | { readonly step: 'undo' | 'redo'; readonly count?: number }

export const newHistory = (graph: Graph): History => ({ present: graph, past: [], future: [] })

/** The history after a step; the very same one when the step changes nothing. */
export function applyStep(history: History, step: HistoryStep): History {
  switch (step.step) {
    case 'act':
      return recordEdit(history, step.edit)
    case 'seal':
      return sealEntry(history)
    case 'undo':
      return repeatStep(undo, history, step.count)
    case 'redo':
      return repeatStep(redo, history, step.count)
  }
}

function repeatStep(move: (history: History) => History, history: History, count = 1): History {
  let after = history
  for (let i = 0; i < count; i++) after = move(after)
  return after
}

/** Makes an edit. It is one entry, unless it goes on with what the newest entry changes. */
export function recordEdit(history: History, change: Edit): History {
  const after = applyEdit(history.present, change)
  if (after === history.present) return history
  const subject = mergeKey(change)
  const last = history.past.at(-1)
  const goesOn = subject !== undefined && subject === history.open && last !== undefined
  const past = goesOn
    ? [...history.past.slice(0, -1), { edit: change, before: last.before, after }]
    : [...history.past, { edit: change, before: history.present, after }]
  return { present: after, past, future: [], ...(subject === undefined ? {} : { open: subject }) }
}

/** Ends the newest entry: the next edit is an action of its own. */
export function sealEntry(history: History): History {
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

/** What an edit goes on changing while it is repeated; undefined for edits that are each an action. */
function mergeKey(change: Edit): string | undefined {
  const named = mergeKeyParts(change)
  return named === undefined ? undefined : JSON.stringify([change.in ?? [], change.do, ...named])
}

function mergeKeyParts(change: Edit): readonly string[] | undefined {
  switch (change.do) {
    case 'set':
      return [change.block, change.param]
    case 'set-all':
      return [change.block]
    case 'rename':
      return [change.block ?? '']
    case 'move':
      return change.as ? undefined : [...Object.keys(change.to), ...Object.keys(change.notes ?? {})]
    case 'retitle':
      return [change.group]
    case 'write':
    case 'resize':
      return [change.note]
    default:
      return undefined
  }
}
