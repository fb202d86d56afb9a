import { setTimeout as wait } from 'node:timers/promises'
import type { Signal } from '../../core/contract.ts'
import type { Around } from '../../core/graph/draft.ts'
import { watcher } from '../files/seen.ts'
import { abortSignal } from '../hub/abort-signal.ts'
import type { Store } from '../store/store.ts'

/** Milliseconds between looks. */
const look = 500

interface Watching {
  readonly draft?: string | undefined
  readonly path?: string | undefined
}

/** Which windows of this process have what open. */
export const openDrafts = () => new Set<Watching>()

/** What happens around a draft and its file: at once, and whenever it changes. Ends with the signal: the window has them open until then. */
export async function* aroundDraft(
  store: Store,
  open: Set<Watching>,
  { draft, path }: Watching,
  signal: Signal,
): AsyncIterable<Around> {
  const own: Watching = { draft, path }
  const read = path === undefined ? () => null : watcher(path)
  const others = (key: keyof Watching) =>
    own[key] === undefined ? 0 : [...open].filter(w => w !== own && w[key] === own[key]).length
  const ended = abortSignal(signal)
  let told = ''
  open.add(own)
  try {
    while (!signal.aborted) {
      const revision = draft === undefined ? 0 : (store.pipelines.revision(draft) ?? 0)
      const now: Around = { draft: others('draft'), file: others('path'), seen: read(), revision }
      if (JSON.stringify(now) !== told) yield now
      told = JSON.stringify(now)
      await wait(look, undefined, { signal: ended }).catch(() => undefined)
    }
  } finally {
    open.delete(own)
  }
}
