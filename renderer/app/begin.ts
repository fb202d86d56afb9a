import { followClipboard } from '../clipboard/clipboard.ts'
import { followRuns } from '../runs/run-list.ts'
import { followAround } from './around.ts'
import { useBegun } from './begun.ts'
import { loadCatalog } from './catalog.ts'
import { followGraph } from './checking.ts'
import { followKeys } from './commands.ts'
import { useConnection } from './connection.ts'
import { followEdits, restoreDraft } from './draft.ts'
import { complain } from './notices.ts'
import { followSettings } from './settings.ts'

/** Starts everything that goes on beside the components: once per window. */
export async function begin() {
  followSettings()
  await load()
  useBegun.setState({ begun: true })
  followKeys()
  followClipboard()
  followGraph()
  followEdits()
  followAround()
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
    complain(error)
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
