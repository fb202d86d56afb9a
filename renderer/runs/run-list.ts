import { Refusals } from '../../core/problem.ts'
import { patchbay } from '../connection/client.ts'
import { notifyError } from '../state/notices.ts'
import { loadQueue, wasQueuedHere } from './queue-store.ts'
import { watchRun } from './run-feed.ts'
import { isLive, useRuns } from './run-store.ts'

/** Shows a run, and follows it while it goes on. */
export function showRun(id: string) {
  useRuns.setState({ shown: id })
  watchRun(id)
}

/** Chooses a run for comparison, or not. */
export function setCompared(id: string, on: boolean) {
  useRuns.setState(r => ({ compared: on ? [...r.compared, id] : r.compared.filter(t => t !== id) }))
  if (on) watchRun(id)
}

/** Loads the runs, and looks every few seconds for those started elsewhere. */
export function followRuns() {
  const load = async () => {
    try {
      const runs = await patchbay.call('run.list', {})
      await loadQueue()
      useRuns.setState(r => ({ runs, shown: r.shown ?? runs[0]?.id, visible: r.visible || runs.some(isLive) }))
      for (const run of runs) if (isLive(run)) watchRun(run.id)
      for (const { id } of runs)
        if (wasQueuedHere(id)) {
          showRun(id)
          setCompared(id, true)
        }
      const { shown } = useRuns.getState()
      if (shown) watchRun(shown)
    } catch (error) {
      if (!(error instanceof Refusals)) throw error // disconnected: the bar says so, and the next look may succeed
    }
  }
  void load()
  setInterval(() => {
    if (document.visibilityState === 'visible') void load()
  }, 5000)
}

export async function deleteRun(id: string) {
  try {
    await patchbay.call('run.delete', { run: id })
    useRuns.setState(r => ({
      runs: r.runs.filter(run => run.id !== id),
      compared: r.compared.filter(t => t !== id),
      shown: r.shown === id ? undefined : r.shown,
    }))
  } catch (error) {
    notifyError(error)
  }
}
