import { create } from 'zustand'
import type { Draft } from '../../core/graph/draft.ts'
import { type Graph, graphSchema } from '../../core/graph/graph.ts'
import { applyStep, type History, type HistoryStep, newHistory, sealEntry } from '../../core/graph/history.ts'
import { Refusals } from '../../core/problem.ts'
import type { CallInput } from '../../core/rpc/contract.ts'
import { patchbay } from '../connection/client.ts'
import { clearOfflineDraft, loadOfflineDraft, storeOfflineDraft } from '../connection/offline-draft.ts'
import { notifyError } from '../state/notices.ts'
import { openGraph, resumeGraph, useEditor } from './editor.ts'

interface DraftState {
  readonly id: string | undefined
  readonly kept: boolean
  /** How often the draft was kept, as this window knows it. */
  readonly revision: number | undefined
  /** What the file held when it was read or written here last. */
  readonly seen: string | undefined
  /** Somebody else has kept the draft since; this window goes on with one of its own. */
  readonly forked: boolean
}

const newDraft = { id: undefined, kept: true, revision: undefined, seen: undefined, forked: false }

/** The draft the app keeps of the graph on the canvas. */
export const useDraft = create<DraftState>(() => newDraft)

type Editing = ReturnType<typeof useEditor.getState>

/** Where the journal of the draft begins, and how many of the editor's steps are in it. */
let journal: { readonly start: Graph; readonly offset: number; readonly sent: number } | undefined

/** What the draft holds: nothing else needs to be kept until one of them is another. */
let lastSaved: Pick<Editing, 'steps' | 'path' | 'opened'> | undefined

/** Steps in a journal; then it begins anew, and what is older can no longer be undone after a crash. */
const maxJournalSteps = 5000

/** Brings back what this window could not send before it ended, or else the newest draft. */
export async function restoreDraft() {
  const unsent = loadOfflineDraft()
  if (unsent) {
    openGraph(unsent.graph, unsent.path)
    useDraft.setState({ ...newDraft, kept: false, seen: unsent.seen })
    return saveDraft()
  }
  const [newest] = await patchbay.call('pipeline.list', {})
  if (newest) resume(await patchbay.call('pipeline.resume', { id: newest.id }))
}

export async function openDraft(id: string) {
  try {
    resume(await patchbay.call('pipeline.resume', { id }))
  } catch (error) {
    notifyError(error)
  }
}

function resume(draft: Draft) {
  const { id, revision, seen, graph } = draft
  const steps = (draft.journal?.steps ?? []) as readonly HistoryStep[] // written by this window's code, and compared below
  const replayed = draft.journal && replay(draft.journal.start, steps, graph)
  const sealed: readonly HistoryStep[] = [...steps, { step: 'seal' }] // whoever types on after a reload does something new
  if (draft.journal && replayed) resumeGraph(draft.journal.start, sealed, sealEntry(replayed), draft.path)
  else openGraph(graph, draft.path)
  journal = replayed && draft.journal ? { start: draft.journal.start, offset: 0, sent: steps.length } : undefined
  lastSaved = useEditor.getState()
  useDraft.setState({ ...newDraft, id, revision, seen })
}

/** The history that a journal tells; undefined when it does not lead to the graph that was kept with it. */
function replay(start: Graph, steps: readonly HistoryStep[], graph: Graph): History | undefined {
  try {
    const history = steps.reduce(applyStep, newHistory(start))
    return canonicalJson(history.present) === canonicalJson(graph) ? history : undefined
  } catch {
    return undefined // an older version's steps: the graph itself is there
  }
}

/** A graph as text, with its keys in the order of the file format whoever wrote them. */
const canonicalJson = (graph: Graph) => JSON.stringify(graphSchema.parse(graph))

let saveTimer: ReturnType<typeof setTimeout> | undefined

const scheduleSave = (after = 400) => {
  saveTimer ??= setTimeout(() => void saveDraft(), after)
}

/** Keeps every change, at most half a second behind. A graph that was opened gets a draft of its own; the one before is kept first. */
export function followEdits() {
  useEditor.subscribe((now, before) => {
    const another = now.opened !== before.opened
    if (another) leaveGraph(before)
    else if (now.steps === before.steps && now.path === before.path) return
    useDraft.setState({ kept: false })
    scheduleSave()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && !useDraft.getState().kept) void saveDraft()
  })
}

/** What another graph takes the place of is kept as it was. */
function leaveGraph(before: Editing) {
  const { id, kept, seen } = useDraft.getState()
  if (!kept) void send({ ...saveRequest(before), id, seen }).catch(notifyError)
  journal = undefined
  lastSaved = undefined
  useDraft.setState(newDraft)
}

let saving = false

/** Keeps the graph now, one call after the other. */
async function saveDraft() {
  clearTimeout(saveTimer)
  saveTimer = undefined
  if (saving) return scheduleSave(50)
  const now = useEditor.getState()
  if (lastSaved?.steps === now.steps && lastSaved.path === now.path && lastSaved.opened === now.opened)
    return useDraft.setState({ kept: true })
  saving = true
  try {
    await saveNow(now)
  } finally {
    saving = false
  }
  if (!useDraft.getState().kept) scheduleSave()
}

/** A graph that somebody else has changed meanwhile becomes a draft of its own. */
async function saveNow(now: Editing) {
  const { id, revision, seen } = useDraft.getState()
  const gone = () => useEditor.getState().opened !== now.opened
  const sending = saveRequest(now)
  try {
    const saved = await send({ ...sending, id, revision, seen })
    clearOfflineDraft()
    if (gone()) return
    journal = { ...journalStart(now), sent: sending.journal.from + sending.journal.steps.length }
    lastSaved = now
    useDraft.setState({ ...saved, kept: useEditor.getState().steps === now.steps })
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    if (gone()) return
    if (error.problems[0]?.code === 'kept-elsewhere') return forkDraft()
    storeOfflineDraft({ graph: now.history.present, path: now.path, seen })
    scheduleSave(2000) // the window is disconnected: it keeps trying
  }
}

/** What is sent of a graph: itself, and the steps that the journal has not got yet. */
function saveRequest(now: Editing) {
  const { start, offset, sent } = journalStart(now)
  journal = { start, offset, sent }
  const steps = now.steps.slice(offset + sent) as (HistoryStep & Record<string, unknown>)[]
  return {
    graph: now.history.present,
    path: now.path,
    journal: { ...(sent === 0 ? { start } : {}), from: sent, steps },
  }
}

/** The journal so far; a new one where there is none, or where it has grown long. */
function journalStart({ start, steps, history }: Editing) {
  if (journal && steps.length - journal.offset <= maxJournalSteps) return journal
  return steps.length > maxJournalSteps
    ? { start: history.present, offset: steps.length, sent: 0 }
    : { start, offset: 0, sent: 0 }
}

/** Goes on with a draft of its own. */
export function forkDraft() {
  journal = undefined
  lastSaved = undefined
  useDraft.setState({ id: undefined, revision: undefined, forked: true, kept: false })
  scheduleSave(0)
}

type Sent = CallInput<'pipeline.save'>
type SaveFields = { readonly [K in keyof Sent]?: Sent[K] | undefined } & Pick<Sent, 'graph'>

const send = ({ graph, ...rest }: SaveFields) =>
  patchbay.call('pipeline.save', {
    graph,
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  })
