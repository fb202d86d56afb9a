import {
  ConnectionMode,
  type Edge,
  type EdgeChange,
  type NodeChange,
  ReactFlow,
  useKeyPress,
  useReactFlow,
} from '@xyflow/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { useCatalog } from '../app/catalog.ts'
import { useEditor, useGraph } from '../app/editor.ts'
import { useSettings } from '../app/settings.ts'
import { type CanvasNode, useAround } from '../groups/around.ts'
import { Breadcrumb } from '../groups/Breadcrumb.tsx'
import { selectionChanged } from '../groups/dropped.ts'
import { FrameNode } from '../groups/FrameNode.tsx'
import { labelOf } from '../groups/label-of.ts'
import { NoteNode } from '../groups/NoteNode.tsx'
import { leaveWire } from '../peek/peek-store.ts'
import { onEdgeClick, onEdgeMouseEnter } from '../peek/pointing.ts'
import { WirePeek } from '../peek/WirePeek.tsx'
import { useText } from '../text/use-text.ts'
import { useAim } from '../wires/aim.ts'
import {
  canConnect,
  onConnect,
  onConnectEnd,
  onConnectStart,
  onEdgeDoubleClick,
  onReconnect,
  onReconnectEnd,
  onReconnectStart,
} from '../wires/drawing.ts'
import { RefusalNote } from '../wires/RefusalNote.tsx'
import { RefusalTip } from '../wires/RefusalTip.tsx'
import { WireEdge } from '../wires/WireEdge.tsx'
import { BlockNode } from './BlockNode.tsx'
import { CanvasTools } from './CanvasTools.tsx'
import { onNodeDrag, onNodeDragStop, onSelectionDragStop } from './dragging.ts'
import { onDragOver, onDrop } from './drop.ts'
import { EmptyCanvas } from './EmptyCanvas.tsx'
import { type BlockFlowNode, edgesOf, nodesOf } from './flow.ts'
import { Overview } from './Overview.tsx'
import { onContextMenu, onDoubleClick, pointing, selectFocused } from './pointing.ts'
import { useShowWhole } from './use-show-whole.ts'
import { minZoom, setView } from './view.ts'

const nodeTypes = { block: BlockNode, frame: FrameNode, note: NoteNode }
const edgeTypes = { wire: WireEdge }

/** Of more blocks than these only those in view are drawn. Fewer stay, so that a screen reader finds them all on the canvas too. */
const many = 60

const alsoSelect = ['Meta', 'Control', 'Shift']
const ariaLabels = (canvas: string) => ({
  'edge.a11yDescription.default': canvas,
  'node.a11yDescription.default': canvas,
  'node.a11yDescription.keyboardDisabled': canvas,
})

/**
 * The graph as it is drawn. What the user does here becomes edits; the graph decides what is shown.
 * While a block is dragged this is rendered in every frame: what is handed to React Flow stays the same object, or it draws all anew.
 */
export function Canvas() {
  const { t, say } = useText()
  const graph = useGraph()
  const blocks = useCatalog(c => c.blocks)
  const selected = useEditor(e => e.selected)
  const selectedWires = useEditor(e => e.selectedWires)
  const [nodes, setNodes] = useState<BlockFlowNode[]>([])
  const joining = useAim(a => a.joining)
  const moving = useKeyPress('Space')
  const labels = useMemo(() => ariaLabels(t.canvas), [t])
  const flow = useReactFlow()
  useShowWhole(nodes.length > 0, graph.blocks.length === 0)

  useEffect(() => {
    setView(flow)
    return () => setView(undefined)
  }, [flow])
  const { around, take } = useAround(graph, nodes, setNodes)
  useEffect(() => {
    const label = (title: string, placed: PlacedBlock) => t.blockLabel(title, labelOf(placed, t))
    setNodes(old => nodesOf(graph, { blocks, selected, old, say, label }))
  }, [graph, blocks, selected, say, t])
  const drawn = useRef<Edge[]>([])
  const edges = useMemo(() => {
    drawn.current = edgesOf(graph, { blocks, selectedWires, old: drawn.current, say, label: t.wire })
    return drawn.current
  }, [graph, blocks, selectedWires, say, t])

  const shown = useMemo((): CanvasNode[] => [...around, ...nodes], [around, nodes])
  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      take(changes)
      selectionChanged(changes)
    },
    [take],
  )
  const onEdgesChange = useCallback((changes: EdgeChange[]) => {
    const chosen = changes.filter(c => c.type === 'select')
    if (chosen.length > 0) selectWires(chosen)
  }, [])

  return (
    <section
      className="canvas"
      aria-label={t.canvas}
      data-joining={joining}
      data-moving={moving}
      onDoubleClick={onDoubleClick}
      onContextMenu={onContextMenu}
      onFocus={selectFocused}
      onDragOver={onDragOver}
      onDrop={onDrop}
    >
      <ReactFlow
        nodes={shown}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDrag={onNodeDrag}
        onNodeDragStop={onNodeDragStop}
        onSelectionDragStop={onSelectionDragStop}
        onConnect={onConnect}
        onConnectStart={onConnectStart}
        onConnectEnd={onConnectEnd}
        onReconnectStart={onReconnectStart}
        onReconnect={onReconnect}
        onReconnectEnd={onReconnectEnd}
        onEdgeDoubleClick={onEdgeDoubleClick}
        onEdgeMouseEnter={onEdgeMouseEnter}
        onEdgeMouseLeave={leaveWire}
        onEdgeClick={onEdgeClick}
        isValidConnection={canConnect}
        connectionMode={ConnectionMode.Strict}
        connectionRadius={28}
        deleteKeyCode={null}
        disableKeyboardA11y
        onlyRenderVisibleElements={graph.blocks.length > many}
        {...pointing[useSettings(s => s.pointing)]}
        multiSelectionKeyCode={alsoSelect}
        zoomOnDoubleClick={false}
        minZoom={minZoom}
        maxZoom={2}
        ariaLabelConfig={labels}
      >
        <RefusalTip />
        <Overview />
      </ReactFlow>
      <RefusalNote />
      {graph.blocks.length === 0 && <EmptyCanvas />}
      <Breadcrumb />
      <CanvasTools />
      <WirePeek />
    </section>
  )
}

/** Selecting in the flow arrives as differences. */
function selectWires(changes: readonly { id: string; selected: boolean }[]) {
  useEditor.setState(e => {
    const ids = new Set(e.selectedWires)
    for (const { id, selected } of changes) {
      if (selected) ids.add(id)
      else ids.delete(id)
    }
    return { selectedWires: [...ids] }
  })
}
