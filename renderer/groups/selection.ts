import { type AlignEdge, alignEdit, type Box, distributeEdit } from '../../core/graph/arrange.ts'
import { describeDisabling } from '../../core/graph/disabled-blocks.ts'
import { downstream, upstream } from '../../core/graph/topology.ts'
import { uniqueId, uniqueName } from '../../core/graph/unique-id.ts'
import { text } from '../../core/text.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { change, enterSubGraph, graphNow, select, useEditor } from '../document/editor.ts'
import { freePositionAt, freePositionInView } from '../react-flow/free-position.ts'
import { fitCanvas, nodeSize } from '../react-flow/viewport.ts'
import { notify } from '../state/notices.ts'

const selectedIds = () => useEditor.getState().selected
const selectedBlocks = () => graphNow().blocks.filter(b => selectedIds().includes(b.id))

export const anySelected = (): boolean => selectedIds().length > 0
export const severalSelected = (): boolean => selectedIds().length > 1

/** Draws a frame around the selected blocks, and puts the cursor into its title. */
export function groupSelected() {
  const id = freshGroup()
  change({ do: 'group', group: { id, title: '', blocks: [...selectedIds()] } })
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>(`[data-group="${id}"] input`)?.select())
}

const freshGroup = () => uniqueName('group', new Set(graphNow().groups.map(g => g.id)))

/** Takes away the frames in which selected blocks stand. */
export function ungroupSelected() {
  const groups = graphNow().groups.filter(g => g.blocks.some(id => selectedIds().includes(id)))
  change({ do: 'ungroup', groups: groups.map(g => g.id) })
}

export const anySelectedGrouped = (): boolean =>
  graphNow().groups.some(g => g.blocks.some(id => selectedIds().includes(id)))

/** Puts a note where there is room, and the cursor into it. */
export function addNote() {
  const at = freePositionAt(freePositionInView(graphNow().notes.map(n => n.at)))
  const id = uniqueName('note', new Set(graphNow().notes.map(n => n.id)))
  change({ do: 'add', blocks: [], wires: [], notes: [{ id, text: '', at, size: [220, 110] }] })
  setTimeout(() => document.querySelector<HTMLTextAreaElement>(`[data-note="${id}"] textarea`)?.focus(), 50)
}

/** Leaves the selected blocks out, or takes them in again when all are left out this way. Says what others lose. */
export function toggleDisabled(off: 'bypass' | 'mute') {
  const blocks = selectedBlocks()
  if (blocks.length === 0) return
  const ids = blocks.map(b => b.id)
  if (blocks.every(b => b.off === off)) return change({ do: 'off', blocks: ids })
  const effect = describeDisabling(graphNow(), ids, off, useCatalog.getState().blocks)
  change({ do: 'off', blocks: ids, off })
  const done = off === 'mute' ? text('Muted.', '已停用。') : text('Bypassed.', '已绕过。')
  notify('info', text(`${done.en} ${effect.en}`, `${done.zh}${effect.zh}`))
}

/** Draws the selected blocks small, or in full when all are small. */
export function toggleCollapsed() {
  const blocks = selectedBlocks()
  change({ do: 'collapse', blocks: blocks.map(b => b.id), on: !blocks.every(b => b.collapsed === true) })
}

/** Holds the selected blocks where they are, or lets them go. */
export function togglePinned() {
  const blocks = selectedBlocks()
  change({ do: 'pin', blocks: blocks.map(b => b.id), on: !blocks.every(b => b.pinned === true) })
}

export const selectUpstream = () => select([...selectedIds(), ...upstream(graphNow(), selectedIds())])
export const selectDownstream = () => select([...selectedIds(), ...downstream(graphNow(), selectedIds())])

const selectedBoxes = (): Box[] =>
  selectedBlocks()
    .filter(b => b.pinned !== true)
    .map(({ id, at: [x, y] }) => ({ id, x, y, ...nodeSize(id) }))

export const align = (edge: AlignEdge) => change(alignEdit(selectedBoxes(), edge))
export const distribute = (axis: 'across' | 'down') => change(distributeEdit(selectedBoxes(), axis))

/** Makes a sub-graph of the selected blocks. */
export function makeSubGraph() {
  const id = uniqueId(graphNow(), 'sub-graph')
  change({ do: 'enclose', blocks: [...selectedIds()], id, name: '' })
  select([id])
}

const selectedSubGraph = () => selectedBlocks().find(b => b.graph)

export const isSubGraph = (): boolean => selectedIds().length === 1 && selectedSubGraph() !== undefined

/** Shows what is in the selected sub-graph. */
export function openSelectedSubGraph() {
  const block = selectedSubGraph()
  if (block) openSubGraphPath([...useEditor.getState().inside, block.id])
}

/** Goes back to where the open sub-graph stands, and selects it there. */
export function leaveSubGraph() {
  const { inside } = useEditor.getState()
  const left = inside.at(-1)
  if (left === undefined) return
  openSubGraphPath(inside.slice(0, -1))
  select([left])
}

export function openSubGraphPath(path: readonly string[]) {
  enterSubGraph(path)
  setTimeout(fitCanvas, 80)
}

/** Puts the blocks of the selected sub-graph in its place. */
export function dissolveSubGraph() {
  const block = selectedSubGraph()
  if (!block) return
  const before = new Set(graphNow().blocks.map(b => b.id))
  change({ do: 'dissolve', block: block.id })
  select(graphNow().blocks.flatMap(b => (before.has(b.id) ? [] : [b.id])))
}
