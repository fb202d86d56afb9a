import { create } from 'zustand'
import type { Run, RunState } from '../../core/run/run.ts'

export type RunTab = 'curve' | 'compare' | 'try' | 'evaluate'

interface Runs {
  /** Newest first. */
  readonly runs: readonly Run[]
  /** The run that is shown. */
  readonly shown: string | undefined
  /** Runs ticked for comparison. */
  readonly compared: readonly string[]
  readonly tab: RunTab
  readonly visible: boolean
  /** A run was asked for and is about to be there. */
  readonly starting: boolean
}

export const useRuns = create<Runs>(() => ({
  runs: [],
  shown: undefined,
  compared: [],
  tab: 'curve',
  visible: false,
  starting: false,
}))

const liveStates: readonly RunState[] = ['starting', 'running', 'stopping']
export const isLive = (run: Run): boolean => liveStates.includes(run.state)

export const useShownRun = (): Run | undefined => useRuns(r => r.runs.find(run => run.id === r.shown))
const liveRunCache = new WeakMap<readonly Run[], Run | { readonly none: true }>()

/** The run of a list that goes on, if any; of the same list the same one, found once however many blocks ask. */
export function liveOf(runs: readonly Run[]): Run | undefined {
  const live = liveRunCache.get(runs) ?? runs.find(isLive) ?? { none: true }
  liveRunCache.set(runs, live)
  return 'none' in live ? undefined : live
}
/** The run that trains now, if any. */
export const useLiveRun = (): Run | undefined => useRuns(r => liveOf(r.runs))

export const toggleRunsPanel = () => useRuns.setState(r => ({ visible: !r.visible }))
export const showTab = (tab: RunTab) => useRuns.setState({ tab })

/** Puts what is known of a run in its place in the list. */
export function upsertRun(run: Run) {
  useRuns.setState(r => ({
    runs: r.runs.some(old => old.id === run.id) ? r.runs.map(old => (old.id === run.id ? run : old)) : [run, ...r.runs],
  }))
}
