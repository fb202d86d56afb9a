import { create } from 'zustand'
import { Refusals } from '../../core/problem.ts'
import type { Sample } from '../../core/report.ts'
import type { Point, Progress, Run } from '../../core/run.ts'
import { text } from '../../core/text.ts'
import { announce } from '../app/announce.ts'
import { patchbay } from '../app/connection.ts'
import { notify } from '../app/notices.ts'
import { en } from '../text/en.ts'
import { zh } from '../text/zh.ts'
import { isLive, learn, useRuns } from './run-store.ts'

/** One measurement over a run, as columns that a chart reads. */
export interface Curve {
  readonly step: number[]
  readonly tokens: number[]
  readonly seconds: number[]
  readonly value: number[]
}

/** What a run has said so far. `curves` grows in place; `version` counts the changes. */
export interface Heard {
  readonly version: number
  readonly curves: ReadonlyMap<string, Curve>
  readonly progress?: Progress
  readonly sample?: { readonly step: number; readonly sample: Sample }
}

export const nothingHeard: Heard = { version: 0, curves: new Map() }

export const useHeard = create<{ readonly runs: Readonly<Record<string, Heard>> }>(() => ({ runs: {} }))
export const useHeardOf = (run: string | undefined): Heard =>
  useHeard(h => (run === undefined ? undefined : h.runs[run])) ?? nothingHeard

const watching = new Set<string>()
const finished = new Set<string>()

/** Follows a run until it ends. Going on after a lost connection misses nothing and repeats nothing. */
export function watch(run: string) {
  if (watching.has(run) || finished.has(run)) return
  watching.add(run)
  void follow(run).finally(() => watching.delete(run))
}

async function follow(run: string) {
  const known = useHeard.getState().runs[run] ?? nothingHeard
  const curves = new Map(known.curves)
  const before = useRuns.getState().runs.find(r => r.id === run)
  try {
    for await (const event of patchbay.listen(
      'run.watch',
      { run, after: lastStep(curves) },
      new AbortController().signal,
    )) {
      if (event.kind === 'run') soon(run, { state: event.run })
      else if (event.kind === 'points') soon(run, { curves: append(curves, event.points) })
      else if (event.kind === 'progress') soon(run, { progress: event.progress })
      else if (event.kind === 'sample') soon(run, { sample: { step: event.step, sample: event.sample } })
      else notify('refused', event.problem.message, event.problem.fix)
    }
    tell()
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
const pace = 200

type News = Partial<Heard> & { readonly state?: Run }
const untold = new Map<string, News>()
let telling: ReturnType<typeof setTimeout> | undefined

/** Shows news of a run, together with what else comes in until then. */
function soon(run: string, news: News) {
  untold.set(run, { ...untold.get(run), ...news })
  telling ??= setTimeout(tell, pace)
}

function tell() {
  clearTimeout(telling)
  telling = undefined
  const news = [...untold]
  untold.clear()
  for (const [run, { state, ...heard }] of news) {
    if (Object.keys(heard).length > 0) hear(run, heard)
    if (state) learn(state)
  }
}

function hear(run: string, news: Partial<Heard>) {
  useHeard.setState(({ runs }) => {
    const known = runs[run] ?? nothingHeard
    return { runs: { ...runs, [run]: { ...known, ...news, version: known.version + 1 } } }
  })
}

function append(curves: Map<string, Curve>, points: readonly Point[]): Map<string, Curve> {
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
