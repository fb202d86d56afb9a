import type { RowStream } from '../../../core/block/abilities.ts'
import type { Blocks } from '../../../core/block/block.ts'
import { requireBlock } from '../../../core/block/block.ts'
import type { Rows } from '../../../core/plan/plan.ts'
import { Refusal, Refusals } from '../../../core/problem.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import { splitRowsInTraining } from '../problems/reader-warnings.ts'

/** The rows after the row blocks of a plan, for example the split. What a block refuses while rows are read is thrown as problems. */
export function applyRowSteps(source: RowStream, { steps }: Pick<Rows, 'steps'>, blocks: Blocks): RowStream {
  const last = steps.reduce((rows, use) => {
    const block = requireBlock(blocks, use)
    return block.rows?.(rows, block.params.parse(use.params) as never) ?? rows // plans of older versions lack newer parameters
  }, source)
  return {
    async *[Symbol.asyncIterator]() {
      try {
        yield* last
      } catch (error) {
        throw error instanceof Refusal ? new Refusals([error.problem]) : error
      }
    },
  }
}

/** The same rows. After the first complete reading, warns if there are files named after the training split, and rows of other named splits are trained on, too. */
export function warnOfNamedSplits(rows: RowStream, report: (report: EngineReport) => void): RowStream {
  let told = false
  return {
    async *[Symbol.asyncIterator]() {
      let [meant, taken] = [0, 0]
      for await (const some of rows) {
        for (const { named, part } of some)
          if (named === 'train') meant++
          else if (named && part === 'train') taken++
        yield some
      }
      if (!told && meant > 0 && taken > 0) report(splitRowsInTraining(taken))
      told = true
    },
  }
}
