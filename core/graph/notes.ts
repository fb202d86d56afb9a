import type { Note, Subgraph } from './graph.ts'

type NoteChange = Readonly<Partial<Pick<Note, 'text' | 'at' | 'size'>>>

/** Changes the text, position or size of a note. */
export function updateNote<S extends Subgraph>(subgraph: S, id: string, change: NoteChange): S {
  let changed = false
  const notes = subgraph.notes.map(note => {
    const fresh = Object.entries(change).filter(([key, value]) => JSON.stringify(note[key]) !== JSON.stringify(value))
    if (note.id !== id || fresh.length === 0) return note
    changed = true
    return { ...note, ...Object.fromEntries(fresh) }
  })
  return changed ? { ...subgraph, notes } : subgraph
}

/** Adds notes; an id that is there already is not taken twice. */
export function addNotes<S extends Subgraph>(subgraph: S, notes: readonly Note[]): S {
  const ids = new Set(subgraph.notes.map(n => n.id))
  const fresh = notes.filter(n => !ids.has(n.id) && ids.add(n.id))
  return fresh.length === 0 ? subgraph : { ...subgraph, notes: [...subgraph.notes, ...fresh] }
}

/** The sub-graph without these notes. */
export function removeNotes<S extends Subgraph>(subgraph: S, ids: readonly string[]): S {
  const notes = subgraph.notes.filter(n => !ids.includes(n.id))
  return notes.length === subgraph.notes.length ? subgraph : { ...subgraph, notes }
}
