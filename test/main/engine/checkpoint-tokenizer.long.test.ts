import { Tokenizer as Library } from 'tokenizers'
import { expect, test } from 'vitest'
import { prepare } from '../../../main/data/prepare.ts'
import { checkpointTokenizer } from '../../../main/engine/onnx/checkpoint-tokenizer.ts'
import { tokenizerConfig } from '../../../main/engine/onnx/tokenizer-config.ts'
import { blocks } from '../../../nodes/index.ts'
import { planOf } from '../../nodes/model/small-plan.ts'
import { newFolder } from '../data/pipeline.ts'

async function saved(model: Parameters<typeof planOf>[0]) {
  const plan = planOf(model)
  const { tokenizer } = await prepare(plan, { home: newFolder(), blocks, report: () => undefined })
  const library = Library.fromString(checkpointTokenizer(tokenizer, plan))
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
  expect(tokenizerConfig(gpt2.tokenizer)).not.toHaveProperty('unk_token')
}, 60_000)
