import { applyNodeChanges, type Node, type NodeChange } from '@xyflow/react'
import { type Dispatch, type SetStateAction, useCallback, useEffect, useMemo, useState } from 'react'
import { boundingBox } from '../../core/graph/arrange.ts'
import type { Graph, Group, Note } from '../../core/graph/graph.ts'
import { useEditor } from '../document/editor.ts'
import { type BlockFlowNode, withMeasuredSize } from '../react-flow/elements.ts'
import { useText } from '../text/use-text.ts'

export type FrameFlowNode = Node<{ readonly group: Group }, 'frame'>
export type NoteFlowNode = Node<{ readonly note: Note }, 'note'>
export type CanvasNode = BlockFlowNode | FrameFlowNode | NoteFlowNode

/** React Flow has one space of names for all nodes. */
export const frameId = (group: string) => `group:${group}`
export const noteId = (note: string) => `note:${note}`
const isBlock = (id: string) => !id.startsWith('group:') && !id.startsWith('note:')

type NodeChanges = readonly NodeChange<CanvasNode>[]
type SetBlocks = Dispatch<SetStateAction<BlockFlowNode[]>>

/** Frames and notes as nodes, and what becomes of a drag: frames take their blocks along. */
export function useFramesAndNotes(graph: Graph, blocks: BlockFlowNode[], setBlocks: SetBlocks) {
  const { t } = useText()
  const frames = useMemo(() => frameNodes(graph, blocks, t.group), [graph, blocks, t])
  const selectedNotes = useEditor(e => e.selectedNotes)
  const [notes, setNotes] = useState<NoteFlowNode[]>([])
  useEffect(
    () => setNotes(old => graph.notes.map(note => noteNode(note, selectedNotes.includes(note.id), t.note, old))),
    [graph.notes, selectedNotes, t],
  )
  const take = useCallback(
    (changes: NodeChanges) => {
      const own = changes.filter(c => 'id' in c && isBlock(c.id))
      const shifted = frames.flatMap(frame => shiftWithFrame(frame, changes))
      setBlocks(old => {
        const all = [...own, ...shifted.flatMap(s => s(old))] as NodeChange<BlockFlowNode>[]
        return applyNodeChanges(all, old).map(withMeasuredSize)
      })
      const pages = changes.filter(c => 'id' in c && c.id.startsWith('note:'))
      if (pages.length > 0) setNotes(old => applyNodeChanges(pages as NodeChange<NoteFlowNode>[], old))
    },
    [frames, setBlocks],
  )
  return { around: useMemo((): CanvasNode[] => [...frames, ...notes], [frames, notes]), take }
}

const [margin, head] = [18, 30]

function frameNodes(graph: Graph, blocks: readonly BlockFlowNode[], label: (title: string) => string): FrameFlowNode[] {
  if (graph.groups.length === 0) return []
  const byId = new Map(blocks.map(b => [b.id, b]))
  return graph.groups.flatMap((group): FrameFlowNode[] => {
    const boxes = group.blocks.flatMap(id => {
      const node = byId.get(id)
      const [width, height] = [
        node?.measured?.width ?? node?.initialWidth,
        node?.measured?.height ?? node?.initialHeight,
      ]
      return node ? [{ id, ...node.position, width: width ?? 0, height: height ?? 0 }] : []
    })
    const box = boundingBox(boxes)
    if (!box) return []
    return [
      {
        id: frameId(group.id),
        type: 'frame',
        data: { group },
        position: { x: box.x - margin, y: box.y - margin - head },
        width: box.width + 2 * margin,
        height: box.height + 2 * margin + head,
        zIndex: -1,
        selectable: false,
        focusable: false,
        dragHandle: '.frame-head',
        style: { pointerEvents: 'none' },
        ariaLabel: label(group.title),
      },
    ]
  })
}

function noteNode(note: Note, selected: boolean, label: string, old: readonly NoteFlowNode[]): NoteFlowNode {
  const before = old.find(n => n.data.note === note && n.selected === selected)
  if (before && before.position.x === note.at[0] && before.position.y === note.at[1]) return before
  return {
    id: noteId(note.id),
    type: 'note',
    data: { note },
    position: { x: note.at[0], y: note.at[1] },
    width: note.size[0],
    height: note.size[1],
    selected,
    dragHandle: '.note-head',
    ariaLabel: label,
  }
}

/** When a frame is dragged, its blocks move as far as it does. */
function shiftWithFrame(frame: FrameFlowNode, changes: NodeChanges) {
  return changes.flatMap(change => {
    if (change.type !== 'position' || change.id !== frame.id || !change.position) return []
    const [dx, dy] = [change.position.x - frame.position.x, change.position.y - frame.position.y]
    return [
      (nodes: readonly BlockFlowNode[]): NodeChange<BlockFlowNode>[] =>
        nodes.flatMap(({ id, position, data }) =>
          frame.data.group.blocks.includes(id) && data.placed.pinned !== true
            ? [{ id, type: 'position', position: { x: position.x + dx, y: position.y + dy } }]
            : [],
        ),
    ]
  })
}
