import { followClipboard } from '../clipboard/clipboard.ts'
import { followRuns } from '../runs/run-list.ts'
import { followAround } from './around.ts'
import { loadCatalog } from './catalog.ts'
import { followGraph } from './checking.ts'
import { followKeys } from './commands.ts'
import { useConnection } from './connection.ts'
import { followEdits, restoreDraft } from './draft.ts'
import { followSettings } from './settings.ts'

/** Starts everything that goes on beside the components: once per window. */
export async function begin() {
  followSettings()
  followKeys()
  followClipboard()
  await connected()
  await loadCatalog()
  await restoreDraft()
  followGraph()
  followEdits()
  followAround()
  followRuns()
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
