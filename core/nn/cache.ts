import { scatterRows } from '../tensor/ops/scatter-rows.ts'
import { constant, input, type Tensor } from '../tensor/tensor.ts'

/** Gives the keys and values [B, H, S, D] that attention looks at, from those of the tokens at hand [B, H, T, D]. */
export type Remember = (k: Tensor, v: Tensor) => readonly [Tensor, Tensor]

/** What attention remembers of texts that are written token by token, so that no token is read twice. */
export interface Cache {
  /** Places of the tokens at hand in their texts, int32 [T]. */
  readonly places: Tensor
  /** Most tokens of a text. */
  readonly length: number
  /** For self-attention: the keys and values at hand join those of the tokens before. */
  readonly grow: Remember
  /** For looks at a source, whose keys and values stay the same for all the text. */
  readonly keep: Remember
}

/** Values that a program takes over from the one before, by name. */
export interface Memory {
  readonly cache: Cache
  /** Written in place: `<name>` is both fed and, as an output, changed. */
  readonly growing: Map<string, Tensor>
  /** Outputs of the first program, fed to those after it. */
  readonly kept: Map<string, Tensor>
}

/** The name under which a program gives the new state of what was fed as `name`. */
export const grown = (name: string): string => `grown/${name}`

/**
 * A memory of `length` places, for the program that begins texts (which computes what is kept) or those that go on with them.
 * Growing state is [B·H·length, D], so that its rows can be written where they lie.
 */
export function memory(T: number, length: number, begins: boolean): Memory {
  const places = input('places', [T], 'int32')
  const growing = new Map<string, Tensor>()
  const kept = new Map<string, Tensor>()
  const grow = (x: Tensor): Tensor => {
    const [B, H, , D] = x.shape as [number, number, number, number]
    const name = `growing/${growing.size}`
    const starts = constant(
      Array.from({ length: B * H }, (_, i) => i * length),
      [B * H, 1],
      'int32',
    )
    const rows = starts.add(places).reshape(B * H * T)
    const all = scatterRows(input(name, [B * H * length, D]), rows, x.reshape(B * H * T, D))
    growing.set(name, all)
    return all.reshape(B, H, length, D)
  }
  const keep = (x: Tensor): Tensor => {
    const name = `kept/${kept.size}`
    // all texts are written from one source
    const one = [1, ...x.shape.slice(1)]
    const value = begins ? x : input(name, one)
    kept.set(name, value)
    return value
  }
  const both =
    (remember: (x: Tensor) => Tensor): Remember =>
    (k, v) => [remember(k), remember(v)]
  return { cache: { places, length, grow: both(grow), keep: both(keep) }, growing, kept }
}
