import type { Config } from '../../core/nn/network.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import { generationConfig } from './generation-config.ts'
import { type Stored, writeSafetensors } from './safetensors.ts'

export interface ModelParts {
  /** Transformers' config.json. */
  readonly config: Config
  readonly parameters: ReadonlyMap<string, Tensor>
  readonly weights: ReadonlyMap<string, Float32Array>
  /** Words that the weights' file carries along. */
  readonly metadata?: Readonly<Record<string, string>>
}

/** The files of a model as Transformers loads them, by name, without those of its tokenizer. */
export function modelFiles({ config, parameters, weights, metadata = {} }: ModelParts): Map<string, Buffer> {
  const generation = generationConfig(config)
  return new Map([
    ['model.safetensors', writeSafetensors(stored(weights, parameters), metadata)],
    ['config.json', withFloats(json(config))],
    ...(generation ? [['generation_config.json', json(generation)] as const] : []),
  ])
}

/** Values with the shapes of the parameters they belong to, in the parameters' order. */
export const stored = (
  values: ReadonlyMap<string, Float32Array>,
  parameters: ReadonlyMap<string, Tensor>,
  prefix = '',
): Map<string, Stored> =>
  new Map(
    [...parameters].map(([name, { shape }]) => [prefix + name, { shape, data: values.get(name) ?? missing(name) }]),
  )

export const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)

const fractions =
  /"\w*(dropout|layerdrop|pdrop|epsilon|eps|initializer_range|factor|init_std|rope_theta)\w*": -?\d+(?=,?$)/gm

/** Transformers 5 insists that a number that may have a fraction is written with one: 1.0, not 1. */
const withFloats = (config: Buffer) => Buffer.from(config.toString('utf8').replace(fractions, '$&.0'))

function missing(name: string): never {
  throw new Error(`stored: there is no value for '${name}'`)
}
