import { afterAll, describe, expect, test } from 'vitest'
import type { ModelConfig, Network } from '../../../core/nn/network.ts'
import { beamSearch } from '../../../core/predict/beam-search.ts'
import { greedyDecoding } from '../../../core/predict/decoding-options.ts'
import { generate } from '../../../core/predict/generate.ts'
import { createScorer } from '../../../main/engine/inference/decoding/scorer.ts'
import { bart } from '../../../nodes/model/bart.ts'
import { gpt2 } from '../../../nodes/model/gpt2.ts'
import { llama } from '../../../nodes/model/llama.ts'
import { marian } from '../../../nodes/model/marian.ts'
import { t5 } from '../../../nodes/model/t5.ts'
import { fixture } from '../../nodes/model/fixture.ts'

const families: Record<string, (config: ModelConfig) => Network> = {
  gpt2_clm: gpt2,
  llama_gqa_clm: llama,
  llama_tied_mqa_clm: llama,
  t5v10_s2s: t5,
  t5v11_s2s: t5,
  bart_s2s: bart,
  marian_s2s: marian,
}

interface Beams {
  readonly eos_token_id: number | readonly number[]
  readonly pad_token_id: number
  readonly num_beams: number
  readonly length_penalty: number
  readonly early_stopping: boolean | 'never'
  readonly max_new_tokens: number
  readonly start: readonly (readonly number[])[]
  readonly sequences: readonly (readonly number[])[]
  readonly scores: readonly number[]
}
interface Generation {
  readonly gen_input: readonly (readonly number[])[]
  readonly greedy: readonly (readonly number[])[]
  readonly 'greedy_reppen1.3_ngram2': readonly (readonly number[])[]
  readonly beam: readonly Beams[]
}

describe.each(Object.entries(families))('%s writes as Transformers does', (name, build) => {
  const { config, expected, weights } = fixture(name)
  const { gen_input, greedy, beam, ...others } = expected as unknown as Generation
  const values = new Map([...weights].map(([key, { data }]) => [key, data]))
  const scores = createScorer(build(config), values, 64, config.pad_token_id as number)
  const start = beam[0]?.start[0] as readonly number[]
  const score = scores.nextTokenScore({
    length: 16,
    ...(config.is_encoder_decoder ? { sources: [gen_input[0] as readonly number[]] } : {}),
  })
  const ends = [config.eos_token_id as number]
  afterAll(() => scores.release())

  test('the likeliest token each time', async () => {
    const written = await generate(score, start, { ...greedyDecoding, seed: 0 }, { length: 8, ends })
    expect([...start, ...written]).toEqual(greedy[0])
  })

  test('with a repetition penalty and no pair of tokens twice', async () => {
    const how = { ...greedyDecoding, repetitionPenalty: 1.3, noRepeat: 2, seed: 0 }
    const written = await generate(score, start, how, { length: 8, ends })
    expect([...start, ...written]).toEqual(others['greedy_reppen1.3_ngram2'][0])
  })

  test.each(beam.map((run, i) => [i, run] as const))('beam search, run %i', async (_, run) => {
    const how = {
      ...greedyDecoding,
      beams: run.num_beams,
      lengthPenalty: run.length_penalty,
      earlyStopping: run.early_stopping,
    }
    const found = await beamSearch(score, start, how, { length: run.max_new_tokens, ends: [run.eos_token_id].flat() })
    // Transformers fills up with the padding token, or with the end token when padding is 0
    const filling = run.pad_token_id || [run.eos_token_id].flat()[0]
    const longest = run.sequences[0]?.length
    const filled = (ids: readonly number[]) => Array.from({ length: longest ?? 0 }, (_, i) => ids[i] ?? filling)
    expect(found.map(({ written }) => filled([...start, ...written]))).toEqual(run.sequences)
    for (const [i, { score }] of found.entries()) expect(score).toBeCloseTo(run.scores[i] as number, 4)
  })
})
