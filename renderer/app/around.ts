import { create } from 'zustand'
import type { Around } from '../../core/graph/draft.ts'
import { patchbay, useConnection } from './connection.ts'
import { useDraft } from './draft.ts'
import { useEditor } from './editor.ts'

/** What happens around the draft and its file outside this window. */
export const useAround = create<{ readonly around: Around | undefined }>(() => ({ around: undefined }))

let stop: AbortController | undefined
let watched = ''

/** Watches the draft on the canvas, and its file, while they are open here. */
export function followAround() {
  const follow = () => {
    const { id } = useDraft.getState()
    const { path } = useEditor.getState()
    const connected = useConnection.getState().state === 'connected'
    const wanted = connected && (id ?? path) !== undefined ? JSON.stringify([id, path]) : ''
    if (wanted === watched) return
    watched = wanted
    stop?.abort()
    useAround.setState({ around: undefined })
    if (wanted === '') return
    stop = new AbortController()
    void hear({ ...(id ? { draft: id } : {}), ...(path ? { path } : {}) }, stop.signal)
  }
  follow()
  useDraft.subscribe(follow)
  useEditor.subscribe(follow)
  useConnection.subscribe(follow)
}

async function hear(watching: { draft?: string; path?: string }, signal: AbortSignal) {
  try {
    for await (const around of patchbay.listen('pipeline.watch', watching, signal)) useAround.setState({ around })
  } catch {
    watched = '' // the connection is lost; it is watched again when it is back
  }
}
