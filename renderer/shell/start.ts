import { loadCatalog } from '../blocks/catalog.ts'
import { followClipboard } from '../clipboard/clipboard.ts'
import { useConnection, useReady } from '../connection/client.ts'
import { followGraph } from '../document/checking.ts'
import { followEdits, restoreDraft } from '../document/draft.ts'
import { followPresence } from '../document/presence.ts'
import { followKeys } from '../keys/run-command.ts'
import { followRuns } from '../runs/run-list.ts'
import { notifyError } from '../state/notices.ts'
import { followSettings } from '../state/settings.ts'

/** Starts everything that goes on beside the components: once per window. */
export async function startWindow() {
  followSettings()
  await load()
  useReady.setState({ ready: true })
  followKeys()
  followClipboard()
  followGraph()
  followEdits()
  followPresence()
  followRuns()
}

/** Begins anew when the connection is lost on the way. */
async function load(): Promise<void> {
  await connected()
  try {
    await loadCatalog()
    await restoreDraft()
  } catch (error) {
    if (useConnection.getState().state !== 'connected') return load()
    notifyError(error)
  }
}

const connected = () =>
  new Promise<void>(resolve => {
    if (useConnection.getState().state === 'connected') return resolve()
    const stop = useConnection.subscribe(({ state }) => {
      if (state !== 'connected') return
      stop()
      resolve()
    })
  })
