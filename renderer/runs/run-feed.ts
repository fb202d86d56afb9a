import { create } from 'zustand'
import { Refusals } from '../../core/problem.ts'
import type { Sample } from '../../core/run/report.ts'
import type { MetricPoint, Run, RunProgress } from '../../core/run/run.ts'
import { text } from '../../core/text.ts'
import { patchbay } from '../connection/client.ts'
import { announce, notify } from '../state/notices.ts'
import { en } from '../text/en/messages.ts'
import { zh } from '../text/zh/messages.ts'
import { isLive, upsertRun, useRuns } from './run-store.ts'

/** One measurement over a run, as columns that a chart reads. */
export interface Curve {
  readonly step: number[]
  readonly tokens: number[]
  readonly seconds: number[]
  readonly value: number[]
}

/** What a run has said so far. `curves` grows in place; `version` counts the changes. */
export interface RunFeed {
  readonly version: number
  readonly curves: ReadonlyMap<string, Curve>
  readonly progress?: RunProgress
  readonly sample?: { readonly step: number; readonly sample: Sample }
}

export const emptyFeed: RunFeed = { version: 0, curves: new Map() }

export const useRunFeeds = create<{ readonly runs: Readonly<Record<string, RunFeed>> }>(() => ({ runs: {} }))
export const useRunFeed = (run: string | undefined): RunFeed =>
  useRunFeeds(h => (run === undefined ? undefined : h.runs[run])) ?? emptyFeed

const watching = new Set<string>()
const finished = new Set<string>()

/** Follows a run until it ends. Going on after a lost connection misses nothing and repeats nothing. */
export function watchRun(run: string) {
  if (watching.has(run) || finished.has(run)) return
  watching.add(run)
  void follow(run).finally(() => watching.delete(run))
}

async function follow(run: string) {
  const known = useRunFeeds.getState().runs[run] ?? emptyFeed
  const curves = new Map(known.curves)
  const before = useRuns.getState().runs.find(r => r.id === run)
  try {
    for await (const event of patchbay.listen(
      'run.watch',
      { run, after: lastStep(curves) },
      new AbortController().signal,
    )) {
      if (event.kind === 'run') queueUpdate(run, { state: event.run })
      else if (event.kind === 'points') queueUpdate(run, { curves: append(curves, event.points) })
      else if (event.kind === 'progress') queueUpdate(run, { progress: event.progress })
      else if (event.kind === 'sample') queueUpdate(run, { sample: { step: event.step, sample: event.sample } })
      else notify('refused', event.problem.message, event.problem.fix)
    }
    flushUpdates()
    const state = useRuns.getState().runs.find(r => r.id === run)
    if (!state || isLive(state)) return
    finished.add(run)
    if (before && isLive(before))
      announce(text(`${state.name}: ${en.states[state.state]}.`, `${state.name}：${zh.states[state.state]}。`))
  } catch (error) {
    if (!(error instanceof Refusals)) throw error // disconnected, or deleted meanwhile: the list tells
  }
}

/** Milliseconds between two times that the window shows what runs say: live to the eye, and the canvas keeps its time. */
const flushIntervalMs = 200

type RunUpdate = Partial<RunFeed> & { readonly state?: Run }
const pendingUpdates = new Map<string, RunUpdate>()
let flushTimer: ReturnType<typeof setTimeout> | undefined

/** Shows news of a run, together with what else comes in until then. */
function queueUpdate(run: string, news: RunUpdate) {
  pendingUpdates.set(run, { ...pendingUpdates.get(run), ...news })
  flushTimer ??= setTimeout(flushUpdates, flushIntervalMs)
}

function flushUpdates() {
  clearTimeout(flushTimer)
  flushTimer = undefined
  const news = [...pendingUpdates]
  pendingUpdates.clear()
  for (const [run, { state, ...heard }] of news) {
    if (Object.keys(heard).length > 0) applyUpdate(run, heard)
    if (state) upsertRun(state)
  }
}

function applyUpdate(run: string, news: Partial<RunFeed>) {
  useRunFeeds.setState(({ runs }) => {
    const known = runs[run] ?? emptyFeed
    return { runs: { ...runs, [run]: { ...known, ...news, version: known.version + 1 } } }
  })
}

function append(curves: Map<string, Curve>, points: readonly MetricPoint[]): Map<string, Curve> {
  for (const { name, step, tokens, seconds, value } of points) {
    const curve = curves.get(name) ?? { step: [], tokens: [], seconds: [], value: [] }
    curves.set(name, curve)
    curve.step.push(step)
    curve.tokens.push(tokens)
    curve.seconds.push(seconds)
    curve.value.push(typeof value === 'number' ? value : Number.NaN)
  }
  return curves
}

const lastStep = (curves: ReadonlyMap<string, Curve>) =>
  Math.max(-1, ...[...curves.values()].map(c => c.step.at(-1) ?? -1))
