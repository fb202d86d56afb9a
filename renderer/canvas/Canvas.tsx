import type { Edge, EdgeChange, NodeChange, ReactFlowProps } from '@xyflow/react'
import { ConnectionMode, ReactFlow, useKeyPress, useReactFlow } from '@xyflow/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { blockStateText } from '../blocks/BlockBadges.tsx'
import { useCatalog } from '../blocks/catalog.ts'
import { useEditor, useGraph } from '../document/editor.ts'
import { FrameNode } from '../groups/FrameNode.tsx'
import type { CanvasNode } from '../groups/frames.ts'
import { useFramesAndNotes } from '../groups/frames.ts'
import { NoteNode } from '../groups/NoteNode.tsx'
import { applyDifferences, applySelectionChanges } from '../groups/node-changes.ts'
import { Breadcrumb } from '../groups/SubGraphNavigation.tsx'
import { leaveWire, onEdgeClick, onEdgeMouseEnter } from '../peek/peek-store.ts'
import { WirePeek } from '../peek/WirePeek.tsx'
import type { BlockFlowNode } from '../react-flow/elements.ts'
import { edgesOf, nodesOf } from '../react-flow/elements.ts'
import { minZoom, setFlowInstance } from '../react-flow/viewport.ts'
import { useSettings } from '../state/settings.ts'
import { useText } from '../text/use-text.ts'
import { GettingStarted } from '../tour/GettingStarted.tsx'
import { useDropTarget } from '../wires/drop-target.ts'
import { RefusalNote } from '../wires/RefusalNote.tsx'
import { RefusalTip } from '../wires/RefusalTip.tsx'
import { WireEdge } from '../wires/WireEdge.tsx'
import {
  canConnect,
  onConnect,
  onConnectEnd,
  onConnectStart,
  onEdgeDoubleClick,
  onReconnect,
  onReconnectEnd,
  onReconnectStart,
} from '../wires/wire-actions.ts'
import { BlockNode } from './BlockNode.tsx'
import { CanvasTools, Minimap } from './CanvasTools.tsx'
import { onDragOver, onDrop } from './drop-on-canvas.ts'
import { onNodeDrag, onNodeDragStop, onSelectionDragStop } from './node-drag.ts'
import { onContextMenu, onDoubleClick, pointerModes, selectFocused } from './pointer.ts'
import { useFitOnOpen } from './use-fit-on-open.ts'

const nodeTypes = { block: BlockNode, frame: FrameNode, note: NoteNode }
const edgeTypes = { wire: WireEdge }

/** Of more blocks than these only those in view are drawn. Fewer stay, so that a screen reader finds them all on the canvas too. */
const maxAlwaysDrawnBlocks = 60

const ariaLabels = (canvas: string) => ({
  'edge.a11yDescription.default': canvas,
  'node.a11yDescription.default': canvas,
  'node.a11yDescription.keyboardDisabled': canvas,
})

const onEdgesChange = (changes: EdgeChange[]) => {
  const chosen = changes.filter(c => c.type === 'select')
  if (chosen.length > 0) useEditor.setState(e => ({ selectedWires: applyDifferences(e.selectedWires, chosen) }))
}

/** What React Flow is told once: how wires are drawn, and what becomes an edit. */
const flowProps = {
  nodeTypes,
  edgeTypes,
  onNodeDrag,
  onNodeDragStop,
  onSelectionDragStop,
  onConnect,
  onConnectStart,
  onConnectEnd,
  onReconnectStart,
  onReconnect,
  onReconnectEnd,
  onEdgeDoubleClick,
  onEdgeMouseEnter,
  onEdgeMouseLeave: leaveWire,
  onEdgeClick,
  onEdgesChange,
  isValidConnection: canConnect,
  connectionMode: ConnectionMode.Strict,
  connectionRadius: 28,
  deleteKeyCode: null,
  disableKeyboardA11y: true,
  multiSelectionKeyCode: ['Meta', 'Control', 'Shift'],
  zoomOnDoubleClick: false,
  minZoom,
  maxZoom: 2,
} as const satisfies ReactFlowProps<CanvasNode>

/**
 * The graph as it is drawn. What the user does here becomes edits; the graph decides what is shown.
 * While a block is dragged this is rendered in every frame: what is handed to React Flow stays the same object, or it draws all anew.
 */
export function Canvas() {
  const { t } = useText()
  const empty = useGraph().blocks.length === 0
  const joining = useDropTarget(a => a.joining)
  const moving = useKeyPress('Space')
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
      <Flow />
      <RefusalNote />
      {empty && <GettingStarted />}
      <Breadcrumb />
      <CanvasTools />
      <WirePeek />
    </section>
  )
}

function Flow() {
  const { t } = useText()
  const blocks = useGraph().blocks.length
  const labels = useMemo(() => ariaLabels(t.canvas), [t])
  const flow = useReactFlow()
  useEffect(() => {
    setFlowInstance(flow)
    return () => setFlowInstance(undefined)
  }, [flow])
  const { nodes, edges, onNodesChange } = useCanvasElements()
  return (
    <ReactFlow
      {...flowProps}
      {...pointerModes[useSettings(s => s.pointing)]}
      nodes={nodes}
      edges={edges}
      onNodesChange={onNodesChange}
      onlyRenderVisibleElements={blocks > maxAlwaysDrawnBlocks}
      ariaLabelConfig={labels}
    >
      <RefusalTip />
      <Minimap />
    </ReactFlow>
  )
}

/** The nodes and edges that React Flow draws of the graph, and what becomes of changes to the nodes. */
function useCanvasElements() {
  const { t, say } = useText()
  const graph = useGraph()
  const blocks = useCatalog(c => c.blocks)
  const selected = useEditor(e => e.selected)
  const selectedWires = useEditor(e => e.selectedWires)
  const [nodes, setNodes] = useState<BlockFlowNode[]>([])
  useFitOnOpen(nodes.length > 0, graph.blocks.length === 0)
  const { around, take } = useFramesAndNotes(graph, nodes, setNodes)
  useEffect(() => {
    const label = (title: string, placed: PlacedBlock) => t.blockLabel(title, blockStateText(placed, t))
    setNodes(old => nodesOf(graph, { blocks, selected, old, say, label }))
  }, [graph, blocks, selected, say, t])
  const drawn = useRef<Edge[]>([])
  const edges = useMemo(() => {
    drawn.current = edgesOf(graph, { blocks, selectedWires, old: drawn.current, say, label: t.wire })
    return drawn.current
  }, [graph, blocks, selectedWires, say, t])
  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      take(changes)
      applySelectionChanges(changes)
    },
    [take],
  )
  return { nodes: useMemo((): CanvasNode[] => [...around, ...nodes], [around, nodes]), edges, onNodesChange }
}
