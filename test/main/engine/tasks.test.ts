import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { namedParameters } from '../../../core/nn/module.ts'
import { greedyDecoding } from '../../../core/predict/decoding-options.ts'
import type { Refusals } from '../../../core/problem.ts'
import { initializeParameter } from '../../../core/train/initialize-parameter.ts'
import { buildNetwork } from '../../../core/train/model.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { createScorer } from '../../../main/engine/inference/decoding/scorer.ts'
import { continueText, followInstruction } from '../../../main/engine/inference/tasks/continue-text.ts'
import { fillMasks } from '../../../main/engine/inference/tasks/fill-masks.ts'
import type { PredictorOptions } from '../../../main/engine/inference/tasks/predictor.ts'
import { continueFromEncoder, denoise, fillSpans, translate } from '../../../main/engine/inference/tasks/seq2seq.ts'
import { blocks } from '../../../nodes/index.ts'
import { type Family, planOf } from '../../nodes/model/small-plan.ts'
import { newFolder } from '../data/pipeline.ts'

/** How to ask a network of a family that has learned nothing yet: what it says has no sense, but a form. */
async function untrained(family: Family, size = {}): Promise<PredictorOptions> {
  const plan = planOf(family, size)
  const { tokenizer } = await prepareData(plan, { home: newFolder(), blocks, report: () => undefined })
  const network = buildNetwork(plan, blocks)
  const weights = [...namedParameters(network.parts)].map(([name, tensor], i) => {
    const values = new Float32Array(tensor.size)
    initializeParameter(tensor, values, 1, i)
    return [name, values] as const
  })
  const limit = plan.objective.network.maxLength ?? 64
  return {
    ...greedyDecoding,
    tokenizer,
    scorer: createScorer(network, new Map(weights), limit, tokenizer.vocabulary.pad),
    length: 12,
    candidates: 5,
    seed: 1,
  }
}

const asked = {} as Record<Family, PredictorOptions>
beforeAll(async () => {
  for (const family of ['gpt2', 'bert', 't5'] as const) asked[family] = await untrained(family)
}, 60_000)
afterAll(async () => {
  for (const { scorer } of Object.values(asked)) await scorer.release()
})

const special = /<[a-z_0-9]+>|\[MASK\]/i
const refusal = (answer: Promise<unknown>) =>
  answer.then(
    () => undefined,
    (error: Refusals) => error.problems[0],
  )

describe('continuing a text', () => {
  const drawn = () => ({ ...asked.gpt2, temperature: 1, topK: 40, topP: 0.9, minP: 0.001, length: 30 })

  test('the same seed writes the same, another seed something else, and no token that is not text', async () => {
    const first = await continueText()('The whale', { ...drawn(), seed: 1 })
    expect(await continueText()('The whale', { ...drawn(), seed: 1 })).toEqual(first)
    expect((await continueText()('The whale', { ...drawn(), seed: 2 })).output).not.toBe(first.output)
    expect(first.output).not.toMatch(special)
    expect(first.output).not.toBe('')
  })

  test.each([{ noRepeat: 1 }, { repetitionPenalty: 5 }])('%j changes what is written', async rule => {
    const usual = await continueText()('The whale', { ...asked.gpt2, length: 40 })
    const varied = await continueText()('The whale', { ...asked.gpt2, length: 40, ...rule })
    expect(varied.output).not.toBe(usual.output)
  })

  test('beams find a text, with nothing left to chance', async () => {
    const beams = { ...drawn(), beams: 3, length: 10 }
    const first = await continueText()('Call me', { ...beams, seed: 1 })
    expect(await continueText()('Call me', { ...beams, seed: 2 })).toEqual(first)
  })

  test('a text far longer than the network sees, and an empty one, are continued too', async () => {
    expect((await continueText()('whale '.repeat(300), { ...asked.gpt2, length: 100 })).task).toBe('continue')
    expect((await continueText()('', asked.gpt2)).input).toBe('')
  })
})

describe('filling gaps', () => {
  test('names candidates for each gap, likeliest first, and puts the first in', async () => {
    const { output, blanks = [] } = await fillMasks('The ___ is [MASK].', asked.bert)
    expect(blanks.length).toBe(2)
    for (const candidates of blanks) {
      const shares = candidates.map(c => c.probability)
      expect(shares).toEqual([...shares].sort((a, b) => b - a))
      expect(shares.reduce((a, b) => a + b)).toBeLessThanOrEqual(1)
    }
    expect(output).not.toMatch(/___|\[MASK\]/)
  })

  test('names as many candidates as are asked for', async () => {
    const { blanks } = await fillMasks('The ___ is white.', { ...asked.bert, candidates: 12 })
    expect(blanks?.map(candidates => candidates.length)).toEqual([12])
  })

  test('asks for a gap where there is none', async () => {
    expect(await refusal(fillMasks('The whale is white.', asked.bert))).toMatchObject({ code: 'no-gap', param: 'text' })
    const problem = await refusal(fillSpans([])('The whale is white.', asked.t5))
    expect(problem?.fix?.en).toMatch(/Write ___/)
    expect(problem?.fix?.zh).not.toBe('')
  })
})

describe('an encoder-decoder', () => {
  test('leaves the text around a gap as it was', async () => {
    const { output, task } = await fillSpans([])('Before it ___ and after it.', asked.t5)
    expect(task).toBe('restore')
    expect(output.startsWith('Before it')).toBe(true)
    expect(output.endsWith(' and after it.')).toBe(true)
  })

  test('writes a target, by the likeliest tokens, by chance and by beams', async () => {
    for (const how of [greedyDecoding, { ...greedyDecoding, temperature: 1 }, { ...greedyDecoding, beams: 4 }]) {
      const { output, task } = await translate()('Good morning', { ...asked.t5, ...how })
      expect(task).toBe('translate')
      expect(output).not.toMatch(/<pad>|<s>|<\/s>/)
    }
  })

  test('reads a source that is far too long as far as it can', async () => {
    const bart = await untrained('bart', { context: 40 }) // no power of two
    for (const asking of [asked.t5, bart])
      expect((await translate()('good morning '.repeat(200), { ...asking, length: 60 })).task).toBe('translate')
    await bart.scorer.release()
  })
})

describe('ways of asking that a collator brings along', () => {
  test('a reply is the answer alone, and differs with the token that ends the question', async () => {
    const answer = await followInstruction([1])('The whale', asked.gpt2)
    expect(answer).toMatchObject({ task: 'translate', input: 'The whale' })
    expect(answer.output).not.toContain('The whale')
    expect(answer.output).not.toBe((await continueText()('The whale', asked.gpt2)).output)
  })

  test('a repaired text is written whole, without a name of a special token', async () => {
    const { task, output } = await denoise([1])('The ___ is white', asked.t5)
    expect(task).toBe('translate')
    expect(output).not.toMatch(/<mask>|<s>|<pad>/)
  })

  test('the rest of a text is told as what follows it', async () => {
    expect(await continueFromEncoder('The whale', asked.t5)).toMatchObject({ task: 'continue', input: 'The whale' })
  })
})
