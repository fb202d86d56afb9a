import type { Blocks } from '../../core/block.ts'
import type { Comparison } from '../../core/run.ts'
import { differences } from './differences.ts'
import { type Compared, measures } from './measures.ts'

/** Runs side by side: what was measured, which measures may be compared at all, and what was set differently. */
export const compareRuns = (runs: readonly Compared[], blocks: Blocks): Comparison => ({
  runs: runs.map(({ run }) => run),
  measures: measures(runs),
  differences: differences(
    runs.map(({ graph }) => graph),
    blocks,
  ),
})
