import { fill, op, scalar, type Tensor } from '../tensor.ts'
import { equal, where } from './elementwise.ts'

/** Adds rows [N, C] into zeros [V, C] at the given places. ScatterND loses updates at repeated places on the CPU; this does not. */
function scatterAddRows(rows: Tensor, places: Tensor, count: number): Tensor {
  const [N, C] = [rows.dim(0), rows.dim(1)]
  const zeros = fill(0, [count, C], rows.dtype)
  return op('ScatterElements', [zeros, places.reshape(N, 1).expand(N, C), rows], [count, C], {
    attrs: { axis: 0, reduction: 'add' },
  })
}

/**
 * Rows of a table [V, C] at int32 places [...] → [..., C]; places may repeat.
 * The row `still` (a padding token's) is read but gets no gradient, as with PyTorch's padding_idx.
 */
export const gather = (table: Tensor, places: Tensor, still?: number): Tensor =>
  op('Gather', [table, places], [...places.shape, table.dim(1)], {
    attrs: { axis: 0 },
    gradient: ([g]) => {
      const rows = (g as Tensor).reshape(places.size, table.dim(1))
      const moving = still === undefined ? rows : zeroRowsAt(rows, places.reshape(places.size, 1), still)
      return [scatterAddRows(moving, places, table.dim(0)), null]
    },
  })

const zeroRowsAt = (rows: Tensor, places: Tensor, still: number) =>
  where(equal(places, scalar(still, 'int32')), scalar(0, rows.dtype), rows)
