import {
  applyNodeChanges,
  type Connection,
  ConnectionMode,
  type EdgeChange,
  type NodeChange,
  type OnConnectEnd,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react'
import { type FocusEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Wire } from '../../core/graph/graph.ts'
import { wireRefusal } from '../../core/graph/wire-refusal.ts'
import { useCatalog } from '../app/catalog.ts'
import { showDialog } from '../app/dialogs.ts'
import { change, connect, endAction, graphNow, select, useEditor, useGraph } from '../app/editor.ts'
import { notify } from '../app/notices.ts'
import { useRuns } from '../runs/run-store.ts'
import { useText } from '../text/use-text.ts'
import { BlockNode } from './BlockNode.tsx'
import { CanvasTools } from './CanvasTools.tsx'
import { onDrop } from './drop.ts'
import { EmptyCanvas } from './EmptyCanvas.tsx'
import { type BlockFlowNode, edgesOf, nodesOf } from './flow.ts'
import { fitCanvas, setView, toGraph } from './view.ts'

const nodeTypes = { block: BlockNode }

/** The graph as it is drawn. What the user does here becomes edits; the graph decides what is shown. */
export function Canvas() {
  const { t, say } = useText()
  const graph = useGraph()
  const blocks = useCatalog(c => c.blocks)
  const selected = useEditor(e => e.selected)
  const selectedWires = useEditor(e => e.selectedWires)
  const [nodes, setNodes] = useState<BlockFlowNode[]>([])
  const [joining, setJoining] = useState<string>()
  const flow = useReactFlow()
  useShowWhole(nodes.length > 0)

  useEffect(() => {
    setView(flow)
    return () => setView(undefined)
  }, [flow])
  useEffect(() => setNodes(old => nodesOf(graph, { blocks, selected, old, say })), [graph, blocks, selected, say])
  const edges = useMemo(
    () => edgesOf(graph, { blocks, selectedWires, say, label: t.wire }),
    [graph, blocks, selectedWires, say, t],
  )

  const onNodesChange = useCallback((changes: NodeChange<BlockFlowNode>[]) => {
    setNodes(old => applyNodeChanges(changes, old))
    const chosen = changes.filter(c => c.type === 'select')
    if (chosen.length > 0) selectMore('selected', chosen)
  }, [])
  const onEdgesChange = useCallback((changes: EdgeChange[]) => {
    const chosen = changes.filter(c => c.type === 'select')
    if (chosen.length > 0) selectMore('selectedWires', chosen)
  }, [])

  return (
    <section
      className="canvas"
      aria-label={t.canvas}
      data-joining={joining}
      onDoubleClick={onDoubleClick}
      onContextMenu={onContextMenu}
      onFocus={selectFocused}
      onDragOver={event => event.preventDefault()}
      onDrop={onDrop}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={(_, __, dragged) => moveTo(dragged)}
        onSelectionDragStop={(_, dragged) => moveTo(dragged)}
        onConnect={connection => void connect(wireOf(connection))}
        onConnectStart={(_, { nodeId, handleId, handleType }) => setJoining(typeOfPort(nodeId, handleId, handleType))}
        onConnectEnd={(event, state) => {
          setJoining(undefined)
          onConnectEnd(event, state)
        }}
        isValidConnection={connection => wireRefusal(graphNow(), wireOf(connection), blocks) === undefined}
        connectionMode={ConnectionMode.Strict}
        connectionRadius={28}
        deleteKeyCode={null}
        disableKeyboardA11y
        zoomOnDoubleClick={false}
        minZoom={0.15}
        maxZoom={2}
        ariaLabelConfig={{
          'edge.a11yDescription.default': t.canvas,
          'node.a11yDescription.default': t.canvas,
          'node.a11yDescription.keyboardDisabled': t.canvas,
        }}
      />
      {graph.blocks.length === 0 && <EmptyCanvas />}
      <CanvasTools />
    </section>
  )
}

/** A graph that was just opened is shown whole, once its blocks are measured; and again when the runs take or give back room. */
function useShowWhole(drawn: boolean) {
  const opened = useEditor(e => e.opened)
  const panel = useRuns(r => r.visible)
  const shown = useRef('')
  useEffect(() => {
    const place = `${opened} ${panel}`
    if (!drawn || shown.current === place) return
    shown.current = place
    const timer = setTimeout(fitCanvas, 60)
    return () => clearTimeout(timer)
  }, [drawn, opened, panel])
}

const wireOf = ({
  source,
  sourceHandle,
  target,
  targetHandle,
}: Pick<Connection, 'source' | 'target'> & { sourceHandle?: string | null; targetHandle?: string | null }): Wire => [
  [source, sourceHandle ?? ''],
  [target, targetHandle ?? ''],
]

/** Selecting in the flow arrives as differences. */
function selectMore(kind: 'selected' | 'selectedWires', changes: readonly { id: string; selected: boolean }[]) {
  useEditor.setState(e => {
    const ids = new Set(e[kind])
    for (const { id, selected } of changes) {
      if (selected) ids.add(id)
      else ids.delete(id)
    }
    return { [kind]: [...ids] }
  })
}

function moveTo(dragged: readonly BlockFlowNode[]) {
  endAction()
  const at = dragged.map(n => [n.id, [Math.round(n.position.x), Math.round(n.position.y)]] as const)
  change({ do: 'move', to: Object.fromEntries(at) })
  endAction()
}

/** A wire let go over a port that cannot take it is explained; over empty canvas it asks for a block. */
const onConnectEnd: OnConnectEnd = (event, { isValid, fromNode, fromHandle, toNode, toHandle }) => {
  if (isValid || !fromNode || !fromHandle?.id) return
  const start: [string, string] = [fromNode.id, fromHandle.id]
  const side = fromHandle.type === 'source' ? 'output' : 'input'
  if (toNode && toHandle?.id) {
    const end: [string, string] = [toNode.id, toHandle.id]
    const reason = wireRefusal(
      graphNow(),
      side === 'output' ? [start, end] : [end, start],
      useCatalog.getState().blocks,
    )
    if (reason) notify('refused', reason)
    return
  }
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  if (!point || !(event.target instanceof Element) || !event.target.closest('.react-flow__pane')) return
  const at = toGraph(point.clientX, point.clientY)
  showDialog({ kind: 'add', at, loose: { block: start[0], port: start[1], side } })
}

function typeOfPort(block: string | null, port: string | null, side: 'source' | 'target' | null) {
  const info = useCatalog.getState().blocks.get(graphNow().blocks.find(b => b.id === block)?.type ?? '')
  return info?.[side === 'source' ? 'outputs' : 'inputs'][port ?? '']?.type
}

const onPane = ({ target }: MouseEvent) => target instanceof Element && target.classList.contains('react-flow__pane')

function onDoubleClick(event: MouseEvent) {
  if (onPane(event)) showDialog({ kind: 'add', at: toGraph(event.clientX, event.clientY) })
}

function onContextMenu(event: MouseEvent) {
  if (!onPane(event)) return
  event.preventDefault()
  select([])
  showDialog({ kind: 'add', at: toGraph(event.clientX, event.clientY) })
}

/** What Tab comes to is selected: the keys that follow are meant for it. */
function selectFocused({ target }: FocusEvent) {
  if (!target.matches('.react-flow__node, .react-flow__edge') || !target.matches(':focus-visible')) return
  const id = target.getAttribute('data-id') ?? ''
  const { selected, selectedWires } = useEditor.getState()
  if (selected.includes(id) || selectedWires.includes(id)) return
  if (target.matches('.react-flow__node')) select([id])
  else select([], [id])
}
