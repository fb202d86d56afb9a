import { create } from 'zustand'
import type { Given } from '../../core/contract.ts'
import type { Draft } from '../../core/graph/draft.ts'
import { type Graph, graphSchema } from '../../core/graph/graph.ts'
import { begin, type History, type Step, seal, stepped } from '../../core/graph/history.ts'
import { Refusals } from '../../core/problem.ts'
import { patchbay } from './connection.ts'
import { openGraph, resumeGraph, useEditor } from './editor.ts'
import { complain } from './notices.ts'
import { forget, remember, remembered } from './unsent.ts'

interface Kept {
  readonly id: string | undefined
  readonly kept: boolean
  /** How often the draft was kept, as this window knows it. */
  readonly revision: number | undefined
  /** What the file held when it was read or written here last. */
  readonly seen: string | undefined
  /** Somebody else has kept the draft since; this window goes on with one of its own. */
  readonly parted: boolean
}

const fresh = { id: undefined, kept: true, revision: undefined, seen: undefined, parted: false }

/** The draft the app keeps of the graph on the canvas. */
export const useDraft = create<Kept>(() => fresh)

type Editing = ReturnType<typeof useEditor.getState>

/** Where the journal of the draft begins, and how many of the editor's steps are in it. */
let journal: { readonly start: Graph; readonly offset: number; readonly sent: number } | undefined

/** What the draft holds: nothing else needs to be kept until one of them is another. */
let held: Pick<Editing, 'steps' | 'path' | 'opened'> | undefined

/** Steps in a journal; then it begins anew, and what is older can no longer be undone after a crash. */
const longest = 5000

/** Brings back what this window could not send before it ended, or else the newest draft. */
export async function restoreDraft() {
  const unsent = remembered()
  if (unsent) {
    openGraph(unsent.graph, unsent.path)
    useDraft.setState({ ...fresh, kept: false, seen: unsent.seen })
    return keep()
  }
  const [newest] = await patchbay.call('pipeline.list', {})
  if (newest) resume(await patchbay.call('pipeline.resume', { id: newest.id }))
}

export async function openDraft(id: string) {
  try {
    resume(await patchbay.call('pipeline.resume', { id }))
  } catch (error) {
    complain(error)
  }
}

function resume(draft: Draft) {
  const { id, revision, seen, graph } = draft
  const steps = (draft.journal?.steps ?? []) as readonly Step[] // written by this window's code, and compared below
  const replayed = draft.journal && replay(draft.journal.start, steps, graph)
  const sealed: readonly Step[] = [...steps, { step: 'seal' }] // whoever types on after a reload does something new
  if (draft.journal && replayed) resumeGraph(draft.journal.start, sealed, seal(replayed), draft.path)
  else openGraph(graph, draft.path)
  journal = replayed && draft.journal ? { start: draft.journal.start, offset: 0, sent: steps.length } : undefined
  held = useEditor.getState()
  useDraft.setState({ ...fresh, id, revision, seen })
}

/** The history that a journal tells; undefined when it does not lead to the graph that was kept with it. */
function replay(start: Graph, steps: readonly Step[], graph: Graph): History | undefined {
  try {
    const history = steps.reduce(stepped, begin(start))
    return inOrder(history.present) === inOrder(graph) ? history : undefined
  } catch {
    return undefined // an older version's steps: the graph itself is there
  }
}

/** A graph as text, with its keys in the order of the file format whoever wrote them. */
const inOrder = (graph: Graph) => JSON.stringify(graphSchema.parse(graph))

let waiting: ReturnType<typeof setTimeout> | undefined

const soon = (after = 400) => {
  waiting ??= setTimeout(() => void keep(), after)
}

/** Keeps every change, at most half a second behind. A graph that was opened gets a draft of its own; the one before is kept first. */
export function followEdits() {
  useEditor.subscribe((now, before) => {
    const another = now.opened !== before.opened
    if (another) leave(before)
    else if (now.steps === before.steps && now.path === before.path) return
    useDraft.setState({ kept: false })
    soon()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && !useDraft.getState().kept) void keep()
  })
}

/** What another graph takes the place of is kept as it was. */
function leave(before: Editing) {
  const { id, kept, seen } = useDraft.getState()
  if (!kept) void send({ ...parcel(before), id, seen }).catch(complain)
  journal = undefined
  held = undefined
  useDraft.setState(fresh)
}

let busy = false

/** Keeps the graph now, one call after the other. */
async function keep() {
  clearTimeout(waiting)
  waiting = undefined
  if (busy) return soon(50)
  const now = useEditor.getState()
  if (held?.steps === now.steps && held.path === now.path && held.opened === now.opened)
    return useDraft.setState({ kept: true })
  busy = true
  try {
    await keepNow(now)
  } finally {
    busy = false
  }
  if (!useDraft.getState().kept) soon()
}

/** A graph that somebody else has changed meanwhile becomes a draft of its own. */
async function keepNow(now: Editing) {
  const { id, revision, seen } = useDraft.getState()
  const gone = () => useEditor.getState().opened !== now.opened
  const sending = parcel(now)
  try {
    const saved = await send({ ...sending, id, revision, seen })
    forget()
    if (gone()) return
    journal = { ...beginning(now), sent: sending.journal.from + sending.journal.steps.length }
    held = now
    useDraft.setState({ ...saved, kept: useEditor.getState().steps === now.steps })
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    if (gone()) return
    if (error.problems[0]?.code === 'kept-elsewhere') return part()
    remember({ graph: now.history.present, path: now.path, seen })
    soon(2000) // the window is disconnected: it keeps trying
  }
}

/** What is sent of a graph: itself, and the steps that the journal has not got yet. */
function parcel(now: Editing) {
  const { start, offset, sent } = beginning(now)
  journal = { start, offset, sent }
  const steps = now.steps.slice(offset + sent) as (Step & Record<string, unknown>)[]
  return {
    graph: now.history.present,
    path: now.path,
    journal: { ...(sent === 0 ? { start } : {}), from: sent, steps },
  }
}

/** The journal so far; a new one where there is none, or where it has grown long. */
function beginning({ start, steps, history }: Editing) {
  if (journal && steps.length - journal.offset <= longest) return journal
  return steps.length > longest
    ? { start: history.present, offset: steps.length, sent: 0 }
    : { start, offset: 0, sent: 0 }
}

/** Goes on with a draft of its own. */
export function part() {
  journal = undefined
  held = undefined
  useDraft.setState({ id: undefined, revision: undefined, parted: true, kept: false })
  soon(0)
}

type Sent = Given<'pipeline.save'>
type Loose = { readonly [K in keyof Sent]?: Sent[K] | undefined } & Pick<Sent, 'graph'>

const send = ({ graph, ...rest }: Loose) =>
  patchbay.call('pipeline.save', {
    graph,
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  })
