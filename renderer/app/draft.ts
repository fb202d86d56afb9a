import { create } from 'zustand'
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

/** Keeps every change, at most a second behind; a graph that was opened begins a draft of its own at its first change. */
export function followEdits() {
  let waiting = false
  useEditor.subscribe((now, before) => {
    if (now.opened !== before.opened) useDraft.setState({ id: undefined, kept: true })
    else if (now.history.present !== before.history.present) {
      useDraft.setState({ kept: false })
      if (waiting) return
      waiting = true
      setTimeout(() => {
        waiting = false
        void keep()
      }, 600)
    }
  })
}

async function keep() {
  const graph = useEditor.getState().history.present
  const opened = useEditor.getState().opened
  const { id } = useDraft.getState()
  try {
    const saved = await patchbay.call('pipeline.save', { graph, ...(id ? { id } : {}) })
    const { history, opened: now } = useEditor.getState()
    if (now === opened) useDraft.setState({ id: saved.id, kept: history.present === graph })
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    setTimeout(() => void keep(), 2000) // the window is disconnected: it keeps trying
  }
}
