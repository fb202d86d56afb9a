import { equal, where } from '../tensor/ops/elementwise.ts'
import { gather } from '../tensor/ops/gather.ts'
import { concat, constant, fill, int64Vector, op, scalar, split, type Tensor } from '../tensor/tensor.ts'
import type { NetworkInputs } from './network.ts'

const range = (length: number) => Int32Array.from({ length }, (_, i) => i)

/** States of the first tokens: rows [B·T, C] → [B, C]. */
export const firstTokenStates = (states: Tensor, B: number): Tensor =>
  states
    .reshape(B, states.dim(0) / B, states.dim(1))
    .slice(1, 0, 1)
    .reshape(B, states.dim(1))

/** The mean of the states of each text's tokens, padding left out: rows [B·T, C], mask [B, T] of 1 and 0 → [B, C]. */
export function meanPooling(states: Tensor, B: number, mask: Tensor | undefined): Tensor {
  const [T, C] = [states.dim(0) / B, states.dim(1)]
  const rows = states.reshape(B, T, C)
  if (!mask) return rows.mean([1])
  const tokens = mask.cast('float32').reshape(B, T, 1)
  return rows
    .mul(tokens)
    .sum([1])
    .div(tokens.sum([1]))
}

/** States at the last token that is `id`, or with `not`, that is not: rows [B·T, C], ids [B, T] → [B, C]. */
export function statesAtLastMatch(
  states: Tensor,
  ids: Tensor,
  { id, not = false }: { id: number; not?: boolean },
): Tensor {
  const [B, T] = [ids.dim(0), ids.dim(1)]
  const [there, elsewhere] = [constant(range(T), [1, T], 'int32'), scalar(0, 'int32')]
  const found = equal(ids, scalar(id, 'int32'))
  const places = not ? where(found, elsewhere, there) : where(found, there, elsewhere)
  const last = op('ReduceMax', [places, int64Vector([1])], [B], { attrs: { keepdims: 0 } })
  return gather(states, last.add(constant(range(B), [B], 'int32').mul(T)))
}

/** The ids with the padding token that a network knows: a tokenizer may fill up with another. */
export const withPaddingId = (ids: Tensor, mask: Tensor, pad: number): Tensor =>
  where(equal(mask, scalar(0, 'int32')), scalar(pad, 'int32'), ids)

/** States at the last token of each text: the last that is not the padding token, or where the network has none, the last that the mask counts. */
export function lastTokenStates(states: Tensor, { ids, mask }: NetworkInputs, pad: number | null | undefined): Tensor {
  if (typeof pad === 'number')
    return statesAtLastMatch(states, mask ? withPaddingId(ids, mask, pad) : ids, { id: pad, not: true })
  return mask
    ? statesAtLastMatch(states, mask, { id: 0, not: true })
    : statesAtLastMatch(states, ids, { id: -1, not: true })
}

/**
 * Each row moved right by one place, with `start` first: what a decoder reads while it writes the ids, int32 [B, T].
 * Split and not sliced: WebGPU slices no integers.
 */
export function shiftRight(ids: Tensor, start: number): Tensor {
  const [kept] = split(ids, 1, [ids.dim(1) - 1, 1])
  return concat([fill(start, [ids.dim(0), 1], 'int32'), kept as Tensor], 1)
}
