import { type Blocks, find, type RowStream } from '../../core/block.ts'
import type { Rows } from '../../core/plan/plan.ts'

/** Rows after the row blocks, for example the split. */
export const changed = (source: RowStream, { steps }: Rows, blocks: Blocks): RowStream =>
  steps.reduce((rows, use) => {
    const block = find(blocks, use)
    return block.rows?.(rows, block.params.parse(use.params) as never) ?? rows // plans of older versions lack newer parameters
  }, source)
