import { create } from 'zustand'
import type { DraftPresence } from '../../core/graph/draft.ts'
import { patchbay, useConnection } from '../connection/client.ts'
import { useDraft } from './draft.ts'
import { useEditor } from './editor.ts'

/** What happens around the draft and its file outside this window. */
export const usePresence = create<{ readonly around: DraftPresence | undefined }>(() => ({ around: undefined }))

let stopWatching: AbortController | undefined
let watchedKey = ''

/** Watches the draft on the canvas, and its file, while they are open here. */
export function followPresence() {
  const follow = () => {
    const { id } = useDraft.getState()
    const { path } = useEditor.getState()
    const connected = useConnection.getState().state === 'connected'
    const wanted = connected && (id ?? path) !== undefined ? JSON.stringify([id, path]) : ''
    if (wanted === watchedKey) return
    watchedKey = wanted
    stopWatching?.abort()
    usePresence.setState({ around: undefined })
    if (wanted === '') return
    stopWatching = new AbortController()
    void listen({ ...(id ? { draft: id } : {}), ...(path ? { path } : {}) }, stopWatching.signal)
  }
  follow()
  useDraft.subscribe(follow)
  useEditor.subscribe(follow)
  useConnection.subscribe(follow)
}

async function listen(watching: { draft?: string; path?: string }, signal: AbortSignal) {
  try {
    for await (const around of patchbay.listen('pipeline.watch', watching, signal)) usePresence.setState({ around })
  } catch {
    watchedKey = '' // the connection is lost; it is watched again when it is back
  }
}
