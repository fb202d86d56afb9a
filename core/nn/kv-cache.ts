import { less, where } from '../tensor/ops/elementwise.ts'
import { scatterRows } from '../tensor/ops/scatter-rows.ts'
import { constant, input, scalar, type Tensor } from '../tensor/tensor.ts'

/** Gives the keys and values [B, H, S, D] that attention looks at, from those of the tokens at hand [B, H, T, D]. */
export type KeyValueUpdate = (k: Tensor, v: Tensor) => readonly [Tensor, Tensor]

/** Keys and values of the tokens of texts that are written token by token, so that no token is read twice. */
export interface KVCache {
  /** Positions of the tokens at hand in their texts, int32 [T]. */
  readonly positions: Tensor
  /** Most tokens of a text. */
  readonly maxLength: number
  /** For self-attention: the keys and values at hand join those of the tokens before. */
  readonly append: KeyValueUpdate
  /** For cross-attention to a source, whose keys and values stay the same for the whole text. */
  readonly reuse: KeyValueUpdate
  /** The same for anything that comes of the source alone, [B, …]. */
  readonly reuseTensor: (x: Tensor) => Tensor
  /** For recurrent networks: the states [B, C] that the tokens before left behind; those given, when a text begins. */
  readonly restore: (start: readonly Tensor[]) => readonly Tensor[]
  /** The states that the tokens at hand leave behind. */
  readonly save: (last: readonly Tensor[]) => void
  /** 1 for the tokens at hand that are no padding, int32 [T]; all are when absent. Attention need not know: no token attends to later positions. */
  readonly tokenMask: Tensor | undefined
}

/** What a program takes over from the one before, by name. */
export interface CacheState {
  readonly cache: KVCache
  /** Fed as `<name>` and given as `updated/<name>`, in whose memory it may be written. */
  readonly keyValues: ReadonlyMap<string, Tensor>
  /** Fed as `<name>` and given as `updated/<name>`, in memory of its own. */
  readonly recurrentStates: ReadonlyMap<string, Tensor>
  /** Outputs of the first program, fed to those after it. */
  readonly staticValues: ReadonlyMap<string, Tensor>
}

/** The name under which a program gives the new state of what was fed as `name`. */
export const updatedName = (name: string): string => `updated/${name}`

interface CacheOptions {
  /** Tokens at hand, T. */
  readonly tokens: number
  /** Most tokens of a text. */
  readonly length: number
  /** How many sources the texts are written from: as many as texts, or one for all. */
  readonly sources: number
  /** In the program that begins texts: the position of the last token [1], the same in all. Absent in one that goes on. */
  readonly last: Tensor | undefined
}

/** A cache for the tokens at hand. Keys and values are [B·H·length, D], so that new rows can be written in place. */
export function createCache({ tokens: T, length, sources, last }: CacheOptions): CacheState {
  const positions = input('places', [T], 'int32')
  const [keyValues, recurrentStates, staticValues] = [1, 2, 3].map(() => new Map<string, Tensor>()) as [
    Named,
    Named,
    Named,
  ]
  const append = (x: Tensor) => {
    const name = `key-value/${keyValues.size}`
    const all = writeRows(name, x, positions, length)
    keyValues.set(name, all)
    return all.reshape(...x.shape.with(2, length))
  }
  const reuseTensor = (x: Tensor) => {
    const name = `static/${staticValues.size}`
    const value = last ? x : input(name, x.shape.with(0, sources))
    staticValues.set(name, value)
    return value
  }
  const both =
    (update: (x: Tensor) => Tensor): KeyValueUpdate =>
    (k, v) => [update(k), update(v)]
  const cache: KVCache = {
    positions,
    maxLength: length,
    append: both(append),
    reuse: both(reuseTensor),
    reuseTensor,
    restore: start => (last ? start : start.map((x, i) => input(recurrentName(i), x.shape))),
    save: states => states.forEach((x, i) => void recurrentStates.set(recurrentName(i), x)),
    tokenMask: last && where(less(positions, last.add(scalar(1, 'int32'))), scalar(1, 'int32'), scalar(0, 'int32')),
  }
  return { cache, keyValues, recurrentStates, staticValues }
}

type Named = Map<string, Tensor>
const recurrentName = (i: number) => `recurrent/${i}`

/** The state fed as `name` with x [B, H, T, D] written at the positions. */
function writeRows(name: string, x: Tensor, positions: Tensor, length: number): Tensor {
  const [B, H, T, D] = x.shape as [number, number, number, number]
  const starts = constant(
    Array.from({ length: B * H }, (_, i) => i * length),
    [B * H, 1],
    'int32',
  )
  const rows = starts.add(positions).reshape(B * H * T)
  return scatterRows(input(name, [B * H * length, D]), rows, x.reshape(B * H * T, D))
}
