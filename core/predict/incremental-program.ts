import { noDropout } from '../nn/dropout.ts'
import { createCache, updatedName } from '../nn/kv-cache.ts'
import { namedParameters } from '../nn/module.ts'
import type { Network } from '../nn/network.ts'
import { gather } from '../tensor/ops/gather.ts'
import type { Program } from '../tensor/program.ts'
import type { Shape } from '../tensor/shape.ts'
import { input, split, type Tensor } from '../tensor/tensor.ts'

interface DecodingSizes {
  /** Texts written side by side. */
  readonly texts: number
  /** Tokens read at once. */
  readonly tokens: number
  /** Most tokens of a text. */
  readonly length: number
  /** For an encoder-decoder: the tokens of a source, padding included, and how many there are, one a text or one for all. */
  readonly source?: { readonly tokens: number; readonly count: number } | undefined
}

export interface IncrementalProgram {
  readonly program: Program
  /** State that the program takes as `<name>` and gives as `updated/<name>`, in whose memory it may be written. */
  readonly keyValues: ReadonlyMap<string, Shape>
  /** The same, but in memory of its own; when a text begins, it is given only. */
  readonly recurrentStates: ReadonlyMap<string, Shape>
  /** Outputs of the program that begins, and inputs of those that go on. */
  readonly staticValues: ReadonlyMap<string, Shape>
}

/**
 * Scores for the next token of texts, reading only the tokens that are new: feeds `new` [texts, tokens], their `places` [tokens]
 * and `last` [texts], the row of each text's last token; with sources, `ids` and `mask` [sources, source].
 * Output `logits` [texts, V]. Undefined when the network keeps no memory of what it read.
 */
export function incrementalProgram(
  network: Network,
  sizes: DecodingSizes,
  begins: boolean,
): IncrementalProgram | undefined {
  const { texts, tokens, length, source } = sizes
  const last = input('last', [texts], 'int32')
  const sources = source?.count ?? texts
  const place = begins ? firstRow(last) : undefined
  const { cache, keyValues, recurrentStates, staticValues } = createCache({ tokens, length, sources, last: place })
  const read = input('new', [texts, tokens], 'int32')
  const inputs = source ? { ids: sourceOf('ids'), mask: sourceOf('mask'), target: read } : { ids: read }
  const hidden = network.hidden({ ...inputs, cache }, noDropout)
  if (keyValues.size + recurrentStates.size === 0) return undefined
  const logits = network.logits(gather(hidden, last))
  const outputs = Object.fromEntries(
    [...keyValues, ...recurrentStates].map(([name, value]) => [updatedName(name), value]),
  )
  const shapes = (values: ReadonlyMap<string, Tensor>) => new Map([...values].map(([name, { shape }]) => [name, shape]))
  return {
    program: {
      outputs: { logits, ...outputs, ...(begins ? Object.fromEntries(staticValues) : {}) },
      parameters: namedParameters(network.parts),
    },
    keyValues: shapes(keyValues),
    recurrentStates: shapes(recurrentStates),
    staticValues: shapes(staticValues),
  }

  function sourceOf(name: string): Tensor {
    const width = source?.tokens ?? 0
    const all = input(name, [sources, width], 'int32')
    return sources === texts ? all : all.expand(texts, width)
  }
}

/** All texts are equally long, so the first one's last place is that of all. */
const firstRow = (last: Tensor) => (last.size === 1 ? last : (split(last, 0, [1, last.size - 1])[0] as Tensor))
