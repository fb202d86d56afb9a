import { create } from 'zustand'
import type { Graph } from '../../core/graph/graph.ts'
import type { BlockFacts, Estimate } from '../../core/plan/estimate.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import type { GraphCheck } from '../../core/rpc/contract.ts'
import { patchbay } from '../connection/client.ts'
import { addressOf, useEditor } from './editor.ts'
import { noLossProblems, useLossCheck } from './no-loss.ts'

interface CheckState {
  readonly problems: readonly Problem[]
  readonly plan?: Plan | undefined
  readonly estimate?: Estimate | undefined
  /** What is known about blocks, by their addresses. */
  readonly facts?: Readonly<Record<string, BlockFacts>> | undefined
  /** Whether the newest graph was checked. */
  readonly upToDate: boolean
}

/** What the app says about the graph on the canvas, and what a look at its batches has shown. */
export const useChecking = create<CheckState>(() => ({ problems: [], upToDate: false }))

const noProblems: readonly Problem[] = []

/** Problems of a block that the canvas shows, or of a block in it; the same array as long as they are the same. */
export const problemsOf = (all: readonly Problem[], block: string): readonly Problem[] => {
  const found = problemsByAddress.get(all) ?? sortByAddress(all)
  problemsByAddress.set(all, found)
  return found.get(addressOf(block)) ?? noProblems
}

/** Every block asks after each check: problems are sorted once. */
const problemsByAddress = new WeakMap<readonly Problem[], ReadonlyMap<string, readonly Problem[]>>()

/** Problems under the address of their block and those of the sub-graphs around it: `a/b/c` is found at `a`, `a/b` and `a/b/c`. */
function sortByAddress(all: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
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

export const blockingProblems = (problems: readonly Problem[]) => problems.filter(p => p.severity !== 'warning')

/** Checks the graph shortly after each edit. An answer that comes too late is dropped. */
export function followGraph() {
  let timer: ReturnType<typeof setTimeout> | undefined
  const later = (graph: Graph) => {
    useChecking.setState({ upToDate: false })
    clearTimeout(timer)
    timer = setTimeout(() => void checkGraph(graph), 120)
  }
  later(useEditor.getState().history.present)
  useEditor.subscribe((now, before) => {
    if (now.history.present !== before.history.present) later(now.history.present)
  })
  useLossCheck.subscribe(() => {
    const { present } = useEditor.getState().history
    const { problems } = useChecking.getState()
    const others = problems.filter(({ code }) => code !== 'no-loss')
    const found = noLossProblems(present)
    if (found.length > 0 || others.length < problems.length) useChecking.setState({ problems: [...others, ...found] })
  })
}

async function checkGraph(graph: Graph) {
  const { problems, planned } = await checkOrProblems(graph)
  if (useEditor.getState().history.present !== graph) return
  useChecking.setState({
    problems: [...problems, ...noLossProblems(graph)],
    plan: planned?.plan,
    estimate: planned?.estimate,
    facts: planned?.facts,
    upToDate: true,
  })
}

async function checkOrProblems(graph: Graph): Promise<GraphCheck> {
  try {
    return await patchbay.call('graph.check', { graph })
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    return { problems: error.problems }
  }
}
