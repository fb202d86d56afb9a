import { fill, op, type Tensor } from '../tensor.ts'

/** Adds rows [N, C] into zeros [V, C] at the given places. ScatterND loses updates at repeated places on the CPU; this does not. */
function scatterRows(rows: Tensor, places: Tensor, count: number): Tensor {
  const [N, C] = [rows.dim(0), rows.dim(1)]
  const zeros = fill(0, [count, C], rows.dtype)
  return op('ScatterElements', [zeros, places.reshape(N, 1).expand(N, C), rows], [count, C], {
    attrs: { axis: 0, reduction: 'add' },
  })
}

/** Rows of a table [V, C] at int32 places [...] → [..., C]; places may repeat. */
export const gather = (table: Tensor, places: Tensor): Tensor =>
  op('Gather', [table, places], [...places.shape, table.dim(1)], {
    attrs: { axis: 0 },
    gradient: ([g]) => [scatterRows((g as Tensor).reshape(places.size, table.dim(1)), places, table.dim(0)), null],
  })
