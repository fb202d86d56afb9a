import { create } from 'zustand'
import { copies, type Edit, freshId } from '../../core/graph/edit.ts'
import { emptyGraph, type Graph, type PlacedBlock, type Wire } from '../../core/graph/graph.ts'
import { act, begin, type History, redo, seal, undo } from '../../core/graph/history.ts'
import { wireRefusal } from '../../core/graph/wire-refusal.ts'
import { useCatalog } from './catalog.ts'
import { notify } from './notices.ts'

interface Editor {
  readonly history: History
  /** Ids of the selected blocks. */
  readonly selected: readonly string[]
  /** Keys of the selected wires (`wireKey`). */
  readonly selectedWires: readonly string[]
  /** The file the graph came from or was saved to. */
  readonly path: string | undefined
  /** Counts graphs opened in this window: a new one is shown whole. */
  readonly opened: number
}

const fresh = (graph: Graph) => ({ history: begin(graph), selected: [], selectedWires: [] })

/** The graph on the canvas and what is selected in it. */
export const useEditor = create<Editor>(() => ({ ...fresh(emptyGraph()), path: undefined, opened: 0 }))

export const graphNow = (): Graph => useEditor.getState().history.present
export const useGraph = (): Graph => useEditor(e => e.history.present)
export const usePlaced = (id: string): PlacedBlock | undefined =>
  useEditor(e => e.history.present.blocks.find(b => b.id === id))

export const wireKey = ([from, to]: Wire): string => `${from.join('.')}>${to.join('.')}`

/** Puts another graph on the canvas. What was there stays among the drafts. */
export const openGraph = (graph: Graph, path?: string) =>
  useEditor.setState(e => ({ ...fresh(graph), path, opened: e.opened + 1 }))

export const change = (edit: Edit) => useEditor.setState(e => ({ history: act(e.history, edit) }))
export const endAction = () => useEditor.setState(e => ({ history: seal(e.history) }))
export const undoEdit = () => useEditor.setState(e => kept(undo(e.history), e))
export const redoEdit = () => useEditor.setState(e => kept(redo(e.history), e))

export const select = (selected: readonly string[], selectedWires: readonly string[] = []) =>
  useEditor.setState({ selected, selectedWires })

/** Draws a wire, or says why it cannot be drawn. Gives whether it was. */
export function connect(wire: Wire): boolean {
  const reason = wireRefusal(graphNow(), wire, useCatalog.getState().blocks)
  if (reason) notify('refused', reason)
  else change({ do: 'connect', wire })
  return reason === undefined
}

interface AddOptions {
  /** Parameters that differ from its defaults. */
  readonly params?: Readonly<Record<string, unknown>>
  readonly wires?: (id: string) => readonly Wire[]
}

/** Places a new block of this type with its defaults, and selects it. */
export function addBlock(
  type: string,
  at: readonly [number, number],
  { params: given = {}, wires = () => [] }: AddOptions = {},
) {
  const info = useCatalog.getState().blocks.get(type)
  if (!info) return
  const id = freshId(graphNow(), type)
  const params = { ...structuredClone(info.defaults), ...given } as Record<string, unknown>
  change({ do: 'add', blocks: [{ id, type, params, at: [at[0], at[1]] }], wires: wires(id) })
  select([id])
}

export function removeSelected() {
  const { history, selected, selectedWires } = useEditor.getState()
  const wires = history.present.wires.filter(w => selectedWires.includes(wireKey(w)))
  change({ do: 'remove', blocks: selected, wires })
  select([])
}

export function duplicateSelected() {
  const graph = graphNow()
  const { selected } = useEditor.getState()
  const blocks = graph.blocks.filter(b => selected.includes(b.id))
  if (blocks.length === 0) return
  const edit = copies(graph, blocks, graph.wires)
  change(edit)
  select(edit.blocks.map(b => b.id))
}

/** A selection only ever names what is there. */
function kept(history: History, { selected, selectedWires }: Editor) {
  const ids = new Set(history.present.blocks.map(b => b.id))
  const keys = new Set(history.present.wires.map(wireKey))
  return {
    history,
    selected: selected.filter(id => ids.has(id)),
    selectedWires: selectedWires.filter(key => keys.has(key)),
  }
}
