import type { Blocks } from '../../core/block.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { Comparison, Run } from '../../core/run.ts'
import { differences } from './differences.ts'
import { measures } from './measures.ts'

export interface Compared {
  readonly run: Run
  readonly graph: Graph
  readonly plan: Plan
}

/** Runs side by side: what was measured, which measures may be compared at all, and what was set differently. */
export const compareRuns = (runs: readonly Compared[], blocks: Blocks): Comparison => ({
  runs: runs.map(({ run }) => run),
  measures: measures(runs),
  differences: differences(
    runs.map(({ graph }) => graph),
    blocks,
  ),
})
