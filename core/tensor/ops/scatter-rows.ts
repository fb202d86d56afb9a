import { op, type Tensor } from '../tensor.ts'

/** A table [N, C] with other rows [M, C] at int32 indices [M], which must all differ. Has no gradient: nothing trains through it. */
export const scatterRows = (table: Tensor, indices: Tensor, rows: Tensor): Tensor =>
  op('ScatterND', [table, indices.reshape(indices.size, 1).cast('int64'), rows], table.shape)
