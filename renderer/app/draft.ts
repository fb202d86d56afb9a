import { create } from 'zustand'
import type { Graph } from '../../core/graph/graph.ts'
import { Refusals } from '../../core/problem.ts'
import { patchbay } from './connection.ts'
import { openGraph, useEditor } from './editor.ts'
import { complain } from './notices.ts'

/** The draft the app keeps of the graph on the canvas. */
export const useDraft = create<{ readonly id: string | undefined; readonly kept: boolean }>(() => ({
  id: undefined,
  kept: true,
}))

/** Brings back the newest draft. */
export async function restoreDraft() {
  const [newest] = await patchbay.call('pipeline.list', {})
  if (newest) await openDraft(newest.id)
}

export async function openDraft(id: string) {
  try {
    openGraph(await patchbay.call('pipeline.open', { id }))
    useDraft.setState({ id, kept: true })
  } catch (error) {
    complain(error)
  }
}

/** Keeps every change, at most a second behind. A graph that was opened gets a draft of its own; the one before is kept first. */
export function followEdits() {
  let waiting = false
  const soon = () => {
    useDraft.setState({ kept: false })
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      void keep()
    }, 600)
  }
  useEditor.subscribe((now, before) => {
    if (now.history.present === before.history.present) return
    if (now.opened !== before.opened) {
      const { id, kept } = useDraft.getState()
      if (!kept) void save(before.history.present, id)
      useDraft.setState({ id: undefined })
    }
    soon()
  })
}

async function keep() {
  const { opened, history } = useEditor.getState()
  const saved = await save(history.present, useDraft.getState().id)
  const now = useEditor.getState()
  if (now.opened !== opened) return
  if (saved) useDraft.setState({ id: saved, kept: now.history.present === history.present })
  else setTimeout(() => void keep(), 2000) // the window is disconnected: it keeps trying
}

/** The draft's id; undefined when it could not be saved. */
async function save(graph: Graph, id: string | undefined): Promise<string | undefined> {
  try {
    return (await patchbay.call('pipeline.save', { graph, ...(id ? { id } : {}) })).id
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    return undefined
  }
}
