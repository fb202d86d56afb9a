import type { Config } from '../../core/nn/network.ts'

const writes = /(LMHeadModel|ForCausalLM|ForConditionalGeneration|MTModel|EncoderDecoder)$/

const named = [
  'bos_token_id',
  'eos_token_id',
  'pad_token_id',
  'decoder_start_token_id',
  'forced_bos_token_id',
  'forced_eos_token_id',
  'bad_words_ids',
] as const

/** Contents of generation_config.json: the tokens that begin and end what a network writes. Nothing for networks that do not write. */
export function generationConfig(config: Config): Record<string, unknown> | undefined {
  const { architectures } = config
  if (!Array.isArray(architectures) || !writes.test(String(architectures[0]))) return undefined
  const given = named.filter(name => config[name] !== undefined && config[name] !== null)
  return { _from_model_config: true, ...Object.fromEntries(given.map(name => [name, config[name]])) }
}
