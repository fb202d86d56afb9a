import { fill, op, scalar, type Tensor } from '../tensor.ts'
import { equal, where } from './elementwise.ts'
import { scatterElements } from './scatter-elements.ts'

/** Adds rows [N, C] into zeros [V, C] at the given indices. ScatterND loses updates at repeated indices on the CPU; this does not. */
function scatterAddRows(rows: Tensor, indices: Tensor, count: number): Tensor {
  const [N, C] = [rows.dim(0), rows.dim(1)]
  const zeros = fill(0, [count, C], rows.dtype)
  return scatterElements(zeros, indices.reshape(N, 1).expand(N, C), rows, { axis: 0, add: true })
}

/**
 * Rows of a table [V, C] at int32 indices [...] → [..., C]; indices may repeat.
 * The row `paddingIdx` is read but gets no gradient, as with PyTorch's padding_idx.
 */
export const gather = (table: Tensor, indices: Tensor, paddingIdx?: number): Tensor =>
  op('Gather', [table, indices], [...indices.shape, table.dim(1)], {
    attrs: { axis: 0 },
    gradient: ([g]) => {
      const rows = (g as Tensor).reshape(indices.size, table.dim(1))
      const counted = paddingIdx === undefined ? rows : zeroRowsAt(rows, indices.reshape(indices.size, 1), paddingIdx)
      return [scatterAddRows(counted, indices, table.dim(0)), null]
    },
  })

const zeroRowsAt = (rows: Tensor, indices: Tensor, index: number) =>
  where(equal(indices, scalar(index, 'int32')), scalar(0, rows.dtype), rows)
