import type { Edge } from '@xyflow/react'
import type { MouseEvent } from 'react'
import { create } from 'zustand'
import type { Graph, Wire } from '../../core/graph/graph.ts'
import type { Preview } from '../../core/preview/preview.ts'
import type { Problem } from '../../core/problem.ts'
import { Refusals } from '../../core/problem.ts'
import { patchbay } from '../connection/client.ts'
import { addressOf, graphNow, wholeGraph, wireKey } from '../document/editor.ts'
import { graphWithoutLayout } from '../document/graph-without-layout.ts'
import { recordLossCheck } from '../document/no-loss.ts'

interface PeekState {
  readonly wire?: Wire | undefined
  /** Where on the screen. */
  readonly at: readonly [x: number, y: number]
  /** It stays until it is closed; otherwise it goes with the pointer. */
  readonly held: boolean
  /** The keyboard's focus goes there. */
  readonly focused: boolean
  readonly busy: boolean
  readonly preview?: Preview | undefined
  readonly problems: readonly Problem[]
}

/** What flows in the wire that is looked at. */
export const usePeek = create<PeekState>(() => ({ at: [0, 0], held: false, focused: false, busy: false, problems: [] }))

/** Milliseconds that a pointer rests on a wire before it is looked into. */
const hoverDelayMs = 450
/** Answers that are kept: to look at a wire again costs nothing. */
const maxKnownPreviews = 24

const knownPreviews = new Map<string, Preview>()
let timer: ReturnType<typeof setTimeout> | undefined
let inFlight: AbortController | undefined

/** The pointer comes to a wire. */
export function hoverWire(key: string, x: number, y: number) {
  if (usePeek.getState().held) return
  clearTimeout(timer)
  timer = setTimeout(() => show(key, [x, y], false), hoverDelayMs)
}

/** The pointer leaves: what was only looked at in passing goes, and nobody waits for its answer. */
export function leaveWire() {
  clearTimeout(timer)
  if (!usePeek.getState().held) closePeek()
}

/** Looks into a wire and goes on until it is closed. */
export function holdWire(key: string, x: number, y: number, focused = false) {
  clearTimeout(timer)
  show(key, [x, y], true, focused)
}

export function closePeek() {
  clearTimeout(timer)
  inFlight?.abort()
  inFlight = undefined
  if (usePeek.getState().wire)
    usePeek.setState({ wire: undefined, preview: undefined, problems: [], held: false, busy: false })
}

function show(key: string, at: readonly [number, number], held: boolean, focused = false) {
  const wire = graphNow().wires.find(one => wireKey(one) === key)
  if (!wire) return
  const { wire: before } = usePeek.getState()
  if (before && wireKey(before) === key) return usePeek.setState({ at, held, focused })
  inFlight?.abort()
  usePeek.setState({ wire, at, held, focused, preview: undefined, problems: [], busy: false })
}

/** Asks for the data in the wire that is shown. */
export async function loadPeek(source: string) {
  const graph = wholeGraph()
  const question = `${addressOf(source)} ${graphWithoutLayout(graph)}`
  const old = knownPreviews.get(question)
  if (old) return usePeek.setState({ preview: old })
  const mine = new AbortController()
  inFlight?.abort()
  inFlight = mine
  usePeek.setState({ busy: true })
  const answer = await answerTo(graph, addressOf(source), mine)
  if (answer.preview) {
    remember(question, answer.preview)
    recordLossCheck(answer.preview, graph)
  }
  if (inFlight === mine) usePeek.setState({ ...answer, busy: false })
}

async function answerTo(graph: Graph, block: string, { signal }: AbortController) {
  const asked = JSON.parse(graphWithoutLayout(graph)) as Graph
  try {
    for await (const event of patchbay.listen('graph.preview', { graph: asked, block, rows: 3 }, signal))
      if (event.kind === 'done') return { preview: event.value, problems: [] }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    return { problems: error.problems }
  }
  return { problems: [] }
}

function remember(question: string, preview: Preview) {
  knownPreviews.set(question, preview)
  const [oldest] = knownPreviews.keys()
  if (knownPreviews.size > maxKnownPreviews && oldest !== undefined) knownPreviews.delete(oldest)
}

/** A pointer that drags something is not curious. */
export const onEdgeMouseEnter = ({ buttons, clientX, clientY }: MouseEvent, { id }: Edge) => {
  if (buttons === 0) hoverWire(id, clientX, clientY)
}

export const onEdgeClick = ({ clientX, clientY }: MouseEvent, { id }: Edge) => holdWire(id, clientX, clientY)
