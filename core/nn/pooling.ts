import { equal, where } from '../tensor/ops/elementwise.ts'
import { gather } from '../tensor/ops/gather.ts'
import { maximumOver } from '../tensor/ops/reduce.ts'
import { constant, scalar, type Tensor } from '../tensor/tensor.ts'
import type { NetworkInputs } from './network.ts'
import { withPaddingId } from './token-ids.ts'

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
  const last = maximumOver(places, 1)
  return gather(states, last.add(constant(range(B), [B], 'int32').mul(T)))
}

/** States at the last token of each text: the last that is not the padding token, or where the network has none, the last that the mask counts. */
export function lastTokenStates(states: Tensor, { ids, mask }: NetworkInputs, pad: number | null | undefined): Tensor {
  if (typeof pad === 'number')
    return statesAtLastMatch(states, mask ? withPaddingId(ids, mask, pad) : ids, { id: pad, not: true })
  return mask
    ? statesAtLastMatch(states, mask, { id: 0, not: true })
    : statesAtLastMatch(states, ids, { id: -1, not: true })
}
