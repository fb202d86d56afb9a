import { Tokenizer as Library } from 'tokenizers'
import { expect, test } from 'vitest'
import type { Plan } from '../../../core/plan/plan.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { checkpointTokenizer, tokenizerConfig } from '../../../main/engine/training/checkpoint-tokenizer.ts'
import { blocks } from '../../../nodes/index.ts'
import { planOf } from '../../nodes/model/small-plan.ts'
import { newFolder } from '../data/pipeline.ts'

async function saved(model: Parameters<typeof planOf>[0], change: (plan: Plan) => Plan = plan => plan, steps = {}) {
  const plan = change(planOf(model))
  const { tokenizer } = await prepareData(plan, { home: newFolder(), blocks, report: () => undefined })
  const json = JSON.stringify({ ...JSON.parse(tokenizer.json), ...steps })
  const library = Library.fromString(checkpointTokenizer({ ...tokenizer, json }, plan))
  const whole = async (text: string, pair: string | null = null) => {
    const encoding = await library.encode(text, pair)
    return [encoding.getIds(), encoding.getTypeIds()] as const
  }
  return { tokenizer, whole, a: [...tokenizer.encode('the whale')], b: [...tokenizer.encode('a ship')] }
}

test('an encoder’s texts begin and end, and a pair is told apart', async () => {
  const { whole, a, b } = await saved('bert')
  expect((await whole('the whale'))[0]).toEqual([1, ...a, 2])
  const [ids, types] = await whole('the whale', 'a ship')
  expect(ids).toEqual([1, ...a, 2, ...b, 2])
  expect(types).toEqual([...Array(a.length + 2).fill(0), ...Array(b.length + 1).fill(1)])
}, 60_000)

test('what an encoder-decoder reads ends, and what a decoder reads is bare', async () => {
  const t5 = await saved('t5')
  expect((await t5.whole('the whale'))[0]).toEqual([...t5.a, 2])
  const gpt2 = await saved('gpt2')
  expect((await gpt2.whole('the whale'))[0]).toEqual(gpt2.a)
  expect(tokenizerConfig(gpt2.tokenizer, { config: {} })).not.toHaveProperty('unk_token')
}, 60_000)

test('what judges a text reads it between begin and end, whatever its network, also beside steps that only move places', async () => {
  const judging = (plan: Plan): Plan => ({ ...plan, objective: { ...plan.objective, head: 'class' } })
  const places = { post_processor: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true } }
  for (const [family, steps] of [
    ['gpt2', {}],
    ['llama', places],
    ['bart', {}],
  ] as const) {
    const { whole, a } = await saved(family, judging, steps)
    expect((await whole('the whale'))[0]).toEqual([1, ...a, 2])
  }
}, 60_000)

test('a model that repairs texts reads what it has learned to find before them', async () => {
  const repairing = (plan: Plan): Plan => ({
    ...plan,
    batches: { ...plan.batches, asking: { before: [1], writes: 'whole' } },
  })
  const { whole, a } = await saved('bart', repairing)
  expect((await whole('the whale'))[0]).toEqual([1, ...a, 2])
}, 60_000)

test('a tokenizer that says what stands around a text stays as it is', async () => {
  const around = { type: 'BertProcessing', sep: ['</s>', 2], cls: ['<pad>', 0] }
  const { whole, a } = await saved('bert', plan => plan, { post_processor: around })
  expect((await whole('the whale'))[0]).toEqual([0, ...a, 2])
}, 60_000)

test('only networks that tell two texts apart are told which is which', async () => {
  const { tokenizer } = await saved('bert')
  const names = (config: object) => tokenizerConfig(tokenizer, { config: config as never }).model_input_names
  expect(names({ type_vocab_size: 2 })).toEqual(['input_ids', 'token_type_ids', 'attention_mask'])
  expect(names({ type_vocab_size: 1 })).toEqual(['input_ids', 'attention_mask'])
  expect(names({})).toEqual(['input_ids', 'attention_mask'])
}, 60_000)
