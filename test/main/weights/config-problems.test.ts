import { expect, test } from 'vitest'
import type { ModelConfig } from '../../../core/nn/network.ts'
import { type Problem, Refusals } from '../../../core/problem.ts'
import { networkFromConfig } from '../../../main/weights/network-from-config.ts'
import { blocks } from '../../../nodes/index.ts'
import { all } from './saved.ts'

const configs = new Map(all.map(([name, config]) => [name, config]))
const configOf = (name: string) => configs.get(name) as ModelConfig

function problems(name: string, change: ModelConfig): readonly Problem[] {
  try {
    networkFromConfig({ ...configOf(name), ...change }, blocks)
  } catch (error) {
    if (error instanceof Refusals) return error.problems
    throw error
  }
  return []
}

/** A family, one of its settings with a value that it cannot have, and a setting that this does not go with. */
const bad: readonly (readonly [string, string, unknown, string?])[] = [
  ['gpt2', 'n_head', 3, 'n_embd'],
  ['gpt2', 'n_head', 0],
  ['gpt2', 'vocab_size', -1],
  ['gpt2', 'n_positions', 0],
  ['gpt2', 'n_embd', '16'],
  ['gpt2', 'n_embd', 16.5],
  ['gpt2', 'scale_attn_weights', 'yes'],
  ['gpt2 class', 'id2label', ['a', 'b']],
  ['llama', 'num_attention_heads', 3, 'hidden_size'],
  ['llama', 'num_key_value_heads', 3, 'num_attention_heads'],
  ['llama', 'head_dim', 7],
  ['llama', 'max_position_embeddings', 0],
  ['llama', 'pad_token_id', 1e6, 'vocab_size'],
  ['llama', 'rope_parameters', { rope_type: 'yarn', factor: 2 }],
  ['bert', 'num_attention_heads', 3, 'hidden_size'],
  ['bert', 'pad_token_id', 1e6, 'vocab_size'],
  ['bert', 'is_decoder', true],
  ['bert tags', 'num_attention_heads', 3, 'hidden_size'],
  ['roberta', 'pad_token_id', 1e6, 'vocab_size'],
  ['roberta', 'max_position_embeddings', 1, 'pad_token_id'],
  ['distilbert', 'n_heads', 3, 'dim'],
  ['modernbert', 'num_attention_heads', 3, 'hidden_size'],
  ['electra', 'num_attention_heads', -4],
  ['electra replaced', 'embedding_size', 0],
  ['t5', 'num_heads', 0],
  ['t5', 'decoder_start_token_id', 1e6, 'vocab_size'],
  ['t5', 'is_encoder_decoder', false],
  ['bart', 'encoder_attention_heads', 3, 'd_model'],
  ['bart', 'decoder_start_token_id', -1, 'vocab_size'],
  ['bart', 'is_encoder_decoder', false],
  ['marian', 'pad_token_id', 1e6, 'vocab_size'],
]

test.each(bad.map(([name, key, value, other]) => [name, key, value, other] as const))(
  '%s with %s %j: the problem names the file and the settings with their values',
  (name, key, value, other) => {
    const [problem, ...more] = problems(name, { [key]: value })
    expect(more).toEqual([])
    expect(problem?.code).toBe('bad-config')
    for (const words of Object.values(problem?.message ?? {})) {
      expect(words).toContain('config.json')
      expect(words).toContain(key)
      expect(words).toContain(typeof value === 'number' ? `${value}` : JSON.stringify(value))
      if (other) expect(words).toMatch(new RegExp(`${other}: ${configOf(name)[other]}\\b`))
    }
    expect(problem?.message.en).not.toMatch(/invalid|expected/i)
    expect(problem?.message.zh).not.toMatch(/must|needs|but/)
  },
)

test('what is not computed here is answered with what is', () => {
  const [problem] = problems('gpt2', { activation_function: 'laplace' })
  expect(problem?.message.en).toBe(
    'config.json has activation_function: "laplace", which Patchbay does not support for this network.',
  )
  expect(problem?.fix.en).toMatch(/^Choose a model with "gelu" or .*"silu".*\.$/)
  const longrope = { rope_type: 'longrope', long_factor: Array.from({ length: 64 }, (_, i) => i) }
  expect(problems('llama', { rope_parameters: longrope })[0]?.message.en).toMatch(/rope_parameters: \{.{79}…, which/)
  const [rope] = problems('llama', { rope_parameters: { rope_type: 'yarn' } })
  expect(rope?.fix.en).toBe('Choose a model with rope_type "default" or "linear" or "llama3".')
  expect(rope?.fix.zh).toContain('"default" 或 "linear" 或 "llama3"')
})

test('what is missing is said to be missing', () => {
  expect(problems('bert', { hidden_size: undefined })[0]?.message).toEqual({
    en: 'config.json has no hidden_size. It must be a number.',
    zh: 'config.json 中没有 hidden_size。它必须是数。',
  })
})

test.each([
  ['gpt2', { activation_function: 'swish' }],
  ['bert', { hidden_act: 'gelu_pytorch_tanh' }],
  ['bert', { pad_token_id: null }],
  ['electra', { pad_token_id: null }],
  ['distilbert', { activation: 'gelu_new', pad_token_id: null }],
  ['llama', { hidden_act: 'swish' }],
  ['modernbert', { hidden_activation: 'swish' }],
  ['t5', { feed_forward_proj: 'gated-relu' }],
  ['t5', { feed_forward_proj: 'gelu_new' }],
])('%s may have %j', (name, change) => {
  expect(problems(name, change)).toEqual([])
})

test('tokens that are never looked up may lie outside the vocabulary', () => {
  expect(problems('gpt2', { eos_token_id: 50_256, bos_token_id: 50_256 })).toEqual([])
  expect(problems('gpt2 class', { pad_token_id: 50_256 })).toEqual([])
  expect(problems('llama', { pad_token_id: -1 })).toEqual([])
})
