import type { ModelConfig } from '../../core/nn/network.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import type { StoredTensor } from './write-safetensors.ts'
import { writeSafetensors } from './write-safetensors.ts'

export interface ModelContents {
  /** Transformers' config.json. */
  readonly config: ModelConfig
  readonly parameters: ReadonlyMap<string, Tensor>
  readonly weights: ReadonlyMap<string, Float32Array>
  /** Words that the weights' file carries along. */
  readonly metadata?: Readonly<Record<string, string>>
}

/** The files of a model as Transformers loads them, by name, without those of its tokenizer. */
export function modelFiles({ config, parameters, weights, metadata = {} }: ModelContents): Map<string, Buffer> {
  const generation = generationConfig(config)
  return new Map([
    ['model.safetensors', writeSafetensors(storedTensors(weights, parameters), metadata)],
    ['config.json', withFloats(jsonBuffer(config))],
    ...(generation ? [['generation_config.json', jsonBuffer(generation)] as const] : []),
  ])
}

/** Values with the shapes of the parameters they belong to, in the parameters' order. */
export const storedTensors = (
  values: ReadonlyMap<string, Float32Array>,
  parameters: ReadonlyMap<string, Tensor>,
  prefix = '',
): Map<string, StoredTensor> =>
  new Map(
    [...parameters].map(([name, { shape }]) => [
      prefix + name,
      { shape, data: values.get(name) ?? missingValue(name) },
    ]),
  )

export const jsonBuffer = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)

const fractionalSettings =
  /"\w*(dropout|layerdrop|pdrop|epsilon|eps|initializer_range|factor|init_std|rope_theta)\w*": -?\d+(?=,?$)/gm

/** Transformers 5 insists that a number that may have a fraction is written with one: 1.0, not 1. */
const withFloats = (config: Buffer) => Buffer.from(config.toString('utf8').replace(fractionalSettings, '$&.0'))

function missingValue(name: string): never {
  throw new Error(`stored: there is no value for '${name}'`)
}

const generativeArchitecture = /(LMHeadModel|ForCausalLM|ForConditionalGeneration|MTModel|EncoderDecoder)$/

const generationSettings = [
  'bos_token_id',
  'eos_token_id',
  'pad_token_id',
  'decoder_start_token_id',
  'forced_bos_token_id',
  'forced_eos_token_id',
  'bad_words_ids',
] as const

/** Contents of generation_config.json: the tokens that begin and end what a network writes. Nothing for networks that do not write. */
export function generationConfig(config: ModelConfig): Record<string, unknown> | undefined {
  const { architectures } = config
  if (!Array.isArray(architectures) || !generativeArchitecture.test(String(architectures[0]))) return undefined
  const given = generationSettings.filter(name => config[name] !== undefined && config[name] !== null)
  return { _from_model_config: true, ...Object.fromEntries(given.map(name => [name, config[name]])) }
}
