import { equal, where } from '../tensor/ops/elementwise.ts'
import { concat, fill, scalar, split, type Tensor } from '../tensor/tensor.ts'

/** The ids with the padding token that a network knows: a tokenizer may pad with another. ids and mask (1 and 0) int32 [B, T] → [B, T]. */
export const withPaddingId = (ids: Tensor, mask: Tensor, pad: number): Tensor =>
  where(equal(mask, scalar(0, 'int32')), scalar(pad, 'int32'), ids)

/**
 * Each row moved right by one place, with `start` first: what a decoder reads while it writes the ids, int32 [B, T].
 * Split and not sliced: WebGPU slices no integers.
 */
export function shiftRight(ids: Tensor, start: number): Tensor {
  const [kept] = split(ids, 1, [ids.dim(1) - 1, 1])
  return concat([fill(start, [ids.dim(0), 1], 'int32'), kept as Tensor], 1)
}
