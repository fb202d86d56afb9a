import { create } from 'zustand'
import { Refusals } from '../../core/problem.ts'
import type { Run, RunState } from '../../core/run.ts'
import { patchbay } from '../app/connection.ts'
import { complain } from '../app/notices.ts'
import { watch } from './watch.ts'

export type RunTab = 'curve' | 'compare' | 'try'

interface Runs {
  /** Newest first. */
  readonly runs: readonly Run[]
  /** The run that is shown. */
  readonly shown: string | undefined
  /** Runs ticked for comparison. */
  readonly ticked: readonly string[]
  readonly tab: RunTab
  readonly visible: boolean
}

export const useRuns = create<Runs>(() => ({ runs: [], shown: undefined, ticked: [], tab: 'curve', visible: false }))

const lively: readonly RunState[] = ['starting', 'running', 'stopping']
export const isLive = (run: Run): boolean => lively.includes(run.state)

export const useShownRun = (): Run | undefined => useRuns(r => r.runs.find(run => run.id === r.shown))
/** The run that trains now, if any. */
export const useLiveRun = (): Run | undefined => useRuns(r => r.runs.find(isLive))

export const togglePanel = () => useRuns.setState(r => ({ visible: !r.visible }))
export const showTab = (tab: RunTab) => useRuns.setState({ tab })

export function showRun(id: string) {
  useRuns.setState({ shown: id })
  watch(id)
}

export function tick(id: string, on: boolean) {
  useRuns.setState(r => ({ ticked: on ? [...r.ticked, id] : r.ticked.filter(t => t !== id) }))
  if (on) watch(id)
}

/** Puts what is known of a run in its place in the list. */
export function learn(run: Run) {
  useRuns.setState(r => ({
    runs: r.runs.some(old => old.id === run.id) ? r.runs.map(old => (old.id === run.id ? run : old)) : [run, ...r.runs],
  }))
}

/** Loads the runs, and looks every few seconds for those started elsewhere. */
export function followRuns() {
  const load = async () => {
    try {
      const runs = await patchbay.call('run.list', {})
      useRuns.setState(r => ({ runs, shown: r.shown ?? runs[0]?.id, visible: r.visible || runs.some(isLive) }))
      for (const run of runs) if (isLive(run)) watch(run.id)
      const { shown } = useRuns.getState()
      if (shown) watch(shown)
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
      ticked: r.ticked.filter(t => t !== id),
      shown: r.shown === id ? undefined : r.shown,
    }))
  } catch (error) {
    complain(error)
  }
}
