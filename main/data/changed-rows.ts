import { type Blocks, find, type RowStream } from '../../core/block.ts'
import type { Rows } from '../../core/plan/plan.ts'
import { Refusal, Refusals } from '../../core/problem.ts'

/** Rows after the row blocks, for example the split. What a block refuses while rows are read is a problem that the user can solve. */
export function changed(source: RowStream, { steps }: Pick<Rows, 'steps'>, blocks: Blocks): RowStream {
  const last = steps.reduce((rows, use) => {
    const block = find(blocks, use)
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
