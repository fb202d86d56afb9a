import { create } from 'zustand'
import type { Graph } from '../../core/graph/graph.ts'
import type { BlockFacts, Estimate } from '../../core/plan/estimate.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { noLossIn, useLooked } from '../preview/no-loss.ts'
import { patchbay } from './connection.ts'
import { addressOf, useEditor } from './editor.ts'

interface Checking {
  readonly problems: readonly Problem[]
  readonly plan?: Plan | undefined
  readonly estimate?: Estimate | undefined
  /** What is known about blocks, by their addresses. */
  readonly facts?: Readonly<Record<string, BlockFacts>> | undefined
  /** Whether the newest graph was checked. */
  readonly current: boolean
}

/** What the app says about the graph on the canvas, and what a look at its batches has shown. */
export const useChecking = create<Checking>(() => ({ problems: [], current: false }))

const none: readonly Problem[] = []

/** Problems of a block that the canvas shows, or of a block in it; the same array as long as they are the same. */
export const problemsOf = (all: readonly Problem[], block: string): readonly Problem[] => {
  const found = sorted.get(all) ?? byAddress(all)
  sorted.set(all, found)
  return found.get(addressOf(block)) ?? none
}

/** Every block asks after each check: problems are sorted once. */
const sorted = new WeakMap<readonly Problem[], ReadonlyMap<string, readonly Problem[]>>()

/** Problems under the address of their block and those of the sub-graphs around it: `a/b/c` is found at `a`, `a/b` and `a/b/c`. */
function byAddress(all: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const found = new Map<string, Problem[]>()
  for (const problem of all) {
    const parts = problem.block?.split('/') ?? []
    for (const [i] of parts.entries()) {
      const address = parts.slice(0, i + 1).join('/')
      found.set(address, [...(found.get(address) ?? []), problem])
    }
  }
  return found
}

export const blocking = (problems: readonly Problem[]) => problems.filter(p => p.severity !== 'warning')

/** Checks the graph shortly after each edit. An answer that comes too late is dropped. */
export function followGraph() {
  let timer: ReturnType<typeof setTimeout> | undefined
  const later = (graph: Graph) => {
    useChecking.setState({ current: false })
    clearTimeout(timer)
    timer = setTimeout(() => void check(graph), 120)
  }
  later(useEditor.getState().history.present)
  useEditor.subscribe((now, before) => {
    if (now.history.present !== before.history.present) later(now.history.present)
  })
  useLooked.subscribe(() => {
    const { present } = useEditor.getState().history
    const { problems } = useChecking.getState()
    const others = problems.filter(({ code }) => code !== 'no-loss')
    const found = noLossIn(present)
    if (found.length > 0 || others.length < problems.length) useChecking.setState({ problems: [...others, ...found] })
  })
}

async function check(graph: Graph) {
  const state = await judge(graph)
  if (useEditor.getState().history.present === graph)
    useChecking.setState({ ...state, problems: [...state.problems, ...noLossIn(graph)] })
}

async function judge(graph: Graph): Promise<Checking> {
  try {
    const problems = await patchbay.call('graph.check', { graph })
    if (blocking(problems).length > 0)
      return { problems, plan: undefined, estimate: undefined, facts: undefined, current: true }
    const { plan, estimate, facts } = await patchbay.call('graph.plan', { graph })
    return { problems, plan, estimate, facts, current: true }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    return { problems: error.problems, plan: undefined, estimate: undefined, facts: undefined, current: true }
  }
}
