import { setTimeout as wait } from 'node:timers/promises'
import type { DraftPresence } from '../../core/graph/draft.ts'
import type { AbortSignalLike } from '../../core/rpc/contract.ts'
import { fileStampWatcher } from '../files/file-stamp.ts'
import { toAbortSignal } from '../process/to-abort-signal.ts'
import type { OpenDocument } from '../store/open-windows.ts'
import type { Store } from '../store/store.ts'

/** Milliseconds between looks. */
const pollMs = 500

/** What happens around a draft and its file: at once, and whenever it changes. Ends with the signal: the window has them open until then. */
export async function* watchDraft(
  store: Store,
  shown: OpenDocument,
  signal: AbortSignalLike,
): AsyncIterable<DraftPresence> {
  const { draft, path } = shown
  const read = path === undefined ? () => null : fileStampWatcher(path)
  const ended = toAbortSignal(signal)
  let sent = ''
  const own = store.windows.open(shown)
  try {
    while (!signal.aborted) {
      const revision = draft === undefined ? 0 : (store.pipelines.revision(draft) ?? 0)
      const now: DraftPresence = { ...store.windows.countOthers(own, shown), seen: read(), revision }
      if (JSON.stringify(now) !== sent) yield now
      sent = JSON.stringify(now)
      await wait(pollMs, undefined, { signal: ended }).catch(() => undefined)
    }
  } finally {
    store.windows.close(own)
  }
}
