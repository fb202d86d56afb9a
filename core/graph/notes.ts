import type { Note, Sheet } from './graph.ts'

type NoteChange = Readonly<Partial<Pick<Note, 'text' | 'at' | 'size'>>>

/** Writes on a note, or moves or stretches it. */
export function noteChanged<S extends Sheet>(sheet: S, id: string, change: NoteChange): S {
  let changed = false
  const notes = sheet.notes.map(note => {
    const fresh = Object.entries(change).filter(([key, value]) => JSON.stringify(note[key]) !== JSON.stringify(value))
    if (note.id !== id || fresh.length === 0) return note
    changed = true
    return { ...note, ...Object.fromEntries(fresh) }
  })
  return changed ? { ...sheet, notes } : sheet
}

/** Adds notes; an id that is there already is not taken twice. */
export function notesAdded<S extends Sheet>(sheet: S, notes: readonly Note[]): S {
  const ids = new Set(sheet.notes.map(n => n.id))
  const fresh = notes.filter(n => !ids.has(n.id) && ids.add(n.id))
  return fresh.length === 0 ? sheet : { ...sheet, notes: [...sheet.notes, ...fresh] }
}

export function notesRemoved<S extends Sheet>(sheet: S, ids: readonly string[]): S {
  const notes = sheet.notes.filter(n => !ids.includes(n.id))
  return notes.length === sheet.notes.length ? sheet : { ...sheet, notes }
}
