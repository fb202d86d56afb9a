import { create } from 'zustand'
import type { BlockInfo } from '../../core/block/block-info.ts'
import { copyBlocks, selectedPart } from '../../core/graph/clipboard.ts'
import type { Edit } from '../../core/graph/edit.ts'
import { blockAddress as joined } from '../../core/graph/flatten.ts'
import type { Graph, PlacedBlock, Wire } from '../../core/graph/graph.ts'
import { emptyGraph } from '../../core/graph/graph.ts'
import type { History, HistoryStep } from '../../core/graph/history.ts'
import { applyStep as applyHistoryStep, newHistory } from '../../core/graph/history.ts'
import { bridgingWires } from '../../core/graph/pass-through.ts'
import { existingPath, subgraphAt } from '../../core/graph/subgraph-at.ts'
import { uniqueId } from '../../core/graph/unique-id.ts'
import { wireRefusal } from '../../core/graph/wire-refusal.ts'
import { text } from '../../core/text.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { announce, notify } from '../state/notices.ts'

interface Editor {
  readonly history: History
  /** The sub-graphs that are open, the outermost first; none while the canvas shows the graph itself. */
  readonly inside: readonly string[]
  /** Ids of the selected blocks. */
  readonly selected: readonly string[]
  /** Keys of the selected wires (`wireKey`). */
  readonly selectedWires: readonly string[]
  /** Ids of the selected notes. */
  readonly selectedNotes: readonly string[]
  /** The file the graph came from or was saved to. */
  readonly path: string | undefined
  /** Counts graphs opened in this window: a new one is shown whole. */
  readonly opened: number
  /** The graph as it was opened, and every step since: what the journal holds. */
  readonly start: Graph
  readonly steps: readonly HistoryStep[]
}

const emptySelection = { selected: [], selectedWires: [], selectedNotes: [] }
const newEditorState = (graph: Graph) => ({
  history: newHistory(graph),
  start: graph,
  steps: [],
  inside: [],
  ...emptySelection,
})

/** The graph on the canvas and what is selected in it. */
export const useEditor = create<Editor>(() => ({ ...newEditorState(emptyGraph()), path: undefined, opened: 0 }))

const visibleGraph = ({ history, inside }: Editor): Graph => subgraphAt(history.present, inside) ?? history.present

/** What the canvas shows: the graph, or what is in the sub-graph that is open. */
export const graphNow = (): Graph => visibleGraph(useEditor.getState())
export const useGraph = (): Graph => useEditor(visibleGraph)
/** The pipeline as a whole, whatever of it the canvas shows: what is checked, saved and run. */
export const wholeGraph = (): Graph => useEditor.getState().history.present
export const useWholeGraph = (): Graph => useEditor(e => e.history.present)
export const usePlaced = (id: string): PlacedBlock | undefined =>
  useEditor(e => visibleGraph(e).blocks.find(b => b.id === id))

/** How the app calls a block that the canvas shows: its id, behind those of the sub-graphs around it. */
export const addressOf = (id: string): string => joined(useEditor.getState().inside, id)
export const useAddress = (id: string): string => useEditor(e => joined(e.inside, id))

export const wireKey = ([from, to]: Wire): string => `${from.join('.')}>${to.join('.')}`

/** Puts another graph on the canvas. What was there stays among the drafts. */
export const openGraph = (graph: Graph, path?: string) =>
  useEditor.setState(e => ({ ...newEditorState(graph), path, opened: e.opened + 1 }))

/** Puts a graph on the canvas as it was left, with all that can be undone. */
export const resumeGraph = (start: Graph, steps: readonly HistoryStep[], history: History, path?: string) =>
  useEditor.setState(e => ({ ...newEditorState(start), history, steps, path, opened: e.opened + 1 }))

/** Makes an edit where the canvas is. */
export const change = (edit: Edit) =>
  useEditor.setState(e => applyStep({ step: 'act', edit: e.inside.length > 0 ? { in: e.inside, ...edit } : edit }, e))
/** Sets a parameter of a block that the canvas shows, or of one in the sub-graph `within` there. */
export const setParam = (block: string, param: string, value: unknown, within?: string) => {
  const { inside } = useEditor.getState()
  change({ do: 'set', block, param, value, ...(within === undefined ? {} : { in: [...inside, within] }) })
}
export const endAction = () => useEditor.setState(e => applyStep({ step: 'seal' }, e))
export const undoEdit = (count = 1) =>
  useEditor.setState(e => atEditLocation(e.history.past.at(-count), applyStep({ step: 'undo', count }, e)))
export const redoEdit = (count = 1) =>
  useEditor.setState(e => atEditLocation(e.history.future[count - 1], applyStep({ step: 'redo', count }, e)))

export const select = (
  selected: readonly string[],
  selectedWires: readonly string[] = [],
  selectedNotes: readonly string[] = [],
) => useEditor.setState({ selected, selectedWires, selectedNotes })

/** Opens the sub-graph at the end of a path, or goes back out: an empty path is the graph itself. */
export const enterSubGraph = (inside: readonly string[]) => useEditor.setState({ inside, ...emptySelection })

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

/** A new block with its defaults, under an id that is neither in the graph nor among `taken`. */
export const newBlock = (
  info: BlockInfo,
  [x, y]: readonly [number, number],
  taken?: ReadonlySet<string>,
): PlacedBlock => ({
  id: uniqueId(graphNow(), info.id, taken),
  type: info.id,
  params: structuredClone(info.defaults) as Record<string, unknown>,
  at: [x, y],
})

/** Places a new block of this type with its defaults, and selects it. */
export function addBlock(
  type: string,
  at: readonly [number, number],
  { params: given = {}, wires = () => [] }: AddOptions = {},
) {
  const info = useCatalog.getState().blocks.get(type)
  if (!info) return
  const placed = newBlock(info, at)
  const { id } = placed
  change({ do: 'add', blocks: [{ ...placed, params: { ...placed.params, ...given } }], wires: wires(id) })
  select([id])
}

/** Deletes what is selected. A wire through a deleted block is joined where what came in is what went out. */
export function removeSelected() {
  const { selected, selectedWires, selectedNotes } = useEditor.getState()
  const sheet = graphNow()
  const wires = sheet.wires.filter(w => selectedWires.includes(wireKey(w)))
  const uncut = { ...sheet, wires: sheet.wires.filter(w => !wires.includes(w)) }
  const join = bridgingWires(uncut, selected, useCatalog.getState().blocks)
  change({ do: 'remove', blocks: selected, wires, notes: selectedNotes, join })
  select([])
  if (selected.length + wires.length + selectedNotes.length > 0) announce(text('Deleted.', '已删除。'))
}

export function duplicateSelected() {
  const sheet = graphNow()
  const { selected, selectedNotes } = useEditor.getState()
  if (selected.length + selectedNotes.length === 0) return
  const edit = copyBlocks(sheet, selectedPart(sheet, { blocks: selected, notes: selectedNotes }))
  change({ ...edit, as: 'duplicate' })
  select(
    edit.blocks.map(b => b.id),
    [],
    edit.notes?.map(n => n.id),
  )
}

function applyStep(step: HistoryStep, e: Editor): Editor {
  const history = applyHistoryStep(e.history, step)
  return history === e.history ? e : withValidSelection({ ...e, history, steps: [...e.steps, step] })
}

/** Goes to where an edit was made, so that its undoing is seen. */
const atEditLocation = (entry: History['past'][number] | undefined, e: Editor): Editor =>
  entry ? withValidSelection({ ...e, inside: entry.edit.in ?? [] }) : e

/** A selection only ever names what is there, and the canvas shows only what there is. */
function withValidSelection(e: Editor): Editor {
  const inside = existingPath(e.history.present, e.inside)
  const sheet = visibleGraph({ ...e, inside })
  return {
    ...e,
    inside: inside.length === e.inside.length ? e.inside : inside,
    selected: stillThere(e.selected, () => sheet.blocks.map(b => b.id)),
    selectedWires: stillThere(e.selectedWires, () => sheet.wires.map(wireKey)),
    selectedNotes: stillThere(e.selectedNotes, () => sheet.notes.map(n => n.id)),
  }
}

/** Those of the names that are there; the same array when all are. */
function stillThere(names: readonly string[], there: () => readonly string[]): readonly string[] {
  if (names.length === 0) return names
  const known = new Set(there())
  return names.every(name => known.has(name)) ? names : names.filter(name => known.has(name))
}
