import type { Connection, Edge, FinalConnectionState, HandleType, OnConnectEnd, OnConnectStart } from '@xyflow/react'
import { findPort } from '../../core/graph/block-types.ts'
import type { Wire } from '../../core/graph/graph.ts'
import { wireRefusal } from '../../core/graph/wire-refusal.ts'
import { text } from '../../core/text.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { change, connect, graphNow, useEditor, wireKey } from '../document/editor.ts'
import { screenToGraph } from '../react-flow/viewport.ts'
import { showDialog } from '../state/dialogs.ts'
import { announce } from '../state/notices.ts'
import { useDropTarget } from './drop-target.ts'
import { showRefusal } from './refusal.ts'

type Ends = Pick<Connection, 'source' | 'target'> & { sourceHandle?: string | null; targetHandle?: string | null }

const wireOf = ({ source, sourceHandle, target, targetHandle }: Ends): Wire => [
  [source, sourceHandle ?? ''],
  [target, targetHandle ?? ''],
]

export const onConnect = (ends: Connection) => void connect(wireOf(ends))

export const canConnect = (ends: Ends) =>
  wireRefusal(graphNow(), wireOf(ends), useCatalog.getState().blocks) === undefined

export const onConnectStart: OnConnectStart = (_, { nodeId, handleId, handleType }) =>
  useDropTarget.setState({ joining: typeOfPort(nodeId, handleId, handleType) })

/** Whether the wire that is drawn is one that was there, taken by an end. */
let reconnecting = false

/** A wire let go over a port that cannot take it is explained; over empty canvas it asks for a block. */
export const onConnectEnd: OnConnectEnd = (event, state) => {
  useDropTarget.setState({ joining: undefined })
  if (state.isValid || !state.fromNode || !state.fromHandle?.id) return
  const at = pointOf(event)
  const wire = wantedWire(state)
  if (wire) return showRefusal(wire, at)
  if (reconnecting || !overEmpty(event)) return
  const side = state.fromHandle.type === 'source' ? 'output' : 'input'
  showDialog({
    kind: 'add',
    at: screenToGraph(...at),
    dangling: { block: state.fromNode.id, port: state.fromHandle.id, side },
  })
}

export const onReconnectStart = () => {
  reconnecting = true
}

/** One end of a wire was put elsewhere. */
export function onReconnect(edge: Edge, ends: Connection) {
  const old = wireAt(edge.id)
  const wire = wireOf(ends)
  if (!old || wireKey(old) === wireKey(wire)) return
  change({ do: 'rewire', cut: [old], join: [wire] })
}

/** An end that is let go over empty canvas cuts the wire. */
export function onReconnectEnd(event: MouseEvent | TouchEvent, edge: Edge, _: HandleType, state: FinalConnectionState) {
  reconnecting = false
  if (!state.isValid && !state.toHandle && overEmpty(event)) cutWire(edge)
}

export const onEdgeDoubleClick = (_: unknown, edge: Edge) => cutWire(edge)

function cutWire({ id }: Pick<Edge, 'id'>) {
  const wire = wireAt(id)
  if (!wire) return
  change({ do: 'remove', blocks: [], wires: [wire] })
  announce(text('Wire removed.', '已断开连线。'))
}

const wireAt = (key: string) => graphNow().wires.find(wire => wireKey(wire) === key)

/** The wire between the port it was drawn from and the port it was let go over. */
function wantedWire({ fromNode, fromHandle, toNode, toHandle }: FinalConnectionState): Wire | undefined {
  if (!fromNode || !fromHandle?.id || !toNode || !toHandle?.id) return undefined
  const [start, end]: [string, string][] = [
    [fromNode.id, fromHandle.id],
    [toNode.id, toHandle.id],
  ]
  if (!start || !end) return undefined
  return fromHandle.type === 'source' ? [start, end] : [end, start]
}

const overEmpty = ({ target }: MouseEvent | TouchEvent) =>
  target instanceof Element && target.closest('.react-flow__pane') !== null

function pointOf(event: MouseEvent | TouchEvent): [number, number] {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  return [point?.clientX ?? 0, point?.clientY ?? 0]
}

/** The type of what leaves or enters a port. */
const typeOfPort = (block: string | null, port: string | null, side: HandleType | null) =>
  findPort(
    graphNow(),
    side === 'source' ? 'outputs' : 'inputs',
    [block ?? '', port ?? ''],
    useCatalog.getState().blocks,
  )?.type

/** Asks what the block that was selected last shall be connected to. */
export function askToConnect() {
  const block = useEditor.getState().selected.at(-1)
  if (block !== undefined) showDialog({ kind: 'connect', block })
}
