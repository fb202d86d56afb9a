import { setTimeout as wait } from 'node:timers/promises'
import type { Signal } from '../../core/contract.ts'
import type { Around } from '../../core/graph/draft.ts'
import { watcher } from '../files/seen.ts'
import { abortSignal } from '../hub/abort-signal.ts'
import type { Store } from '../store/store.ts'
import type { Shown } from '../store/windows.ts'

/** Milliseconds between looks. */
const look = 500

/** What happens around a draft and its file: at once, and whenever it changes. Ends with the signal: the window has them open until then. */
export async function* aroundDraft(store: Store, shown: Shown, signal: Signal): AsyncIterable<Around> {
  const { draft, path } = shown
  const read = path === undefined ? () => null : watcher(path)
  const ended = abortSignal(signal)
  let told = ''
  const own = store.windows.open(shown)
  try {
    while (!signal.aborted) {
      const revision = draft === undefined ? 0 : (store.pipelines.revision(draft) ?? 0)
      const now: Around = { ...store.windows.beside(own, shown), seen: read(), revision }
      if (JSON.stringify(now) !== told) yield now
      told = JSON.stringify(now)
      await wait(look, undefined, { signal: ended }).catch(() => undefined)
    }
  } finally {
    store.windows.close(own)
  }
}
