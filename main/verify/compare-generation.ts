import type { ModelConfig, Network } from '../../core/nn/network.ts'
import { beamSearch } from '../../core/predict/beam-search.ts'
import { greedyDecoding, type NextTokenScorer } from '../../core/predict/decoding-options.ts'
import { generate } from '../../core/predict/generate.ts'
import { createScorer } from '../engine/inference/decoding/scorer.ts'
import type { Weights } from '../weights/fit-weights.ts'
import type { BeamCase, GoldenCase } from './golden-case.ts'

/** How what we write differs from what a case holds. */
export interface GenerationDifferences {
  /** Tokens that are not the same, of the likeliest text and of all beams. */
  readonly greedy: number
  readonly beams: number
  /** Largest difference of a beam's score. */
  readonly scores: number
}

/** Undefined when the case holds nothing written. */
export async function compareGeneration(
  { gen_input, greedy, beam = [] }: GoldenCase,
  network: Network,
  weights: Weights,
): Promise<GenerationDifferences | undefined> {
  const { config } = network
  const source = gen_input?.[0]
  const start = beam[0]?.start[0]
  if (!source || !greedy?.[0] || !start) return undefined
  const longest = Math.max(greedy[0].length, ...beam.flatMap(({ sequences }) => sequences.map(ids => ids.length))) + 1
  const scores = createScorer(network, weights, 64, Number(config.pad_token_id))
  const writer = scores.nextTokenScore({ length: longest, ...(config.is_encoder_decoder ? { sources: [source] } : {}) })
  const found = {
    greedy: await ofGreedy(writer, start, greedy[0], config),
    ...(await ofBeams(writer, start, beam)),
  }
  await scores.release()
  return found
}

async function ofGreedy(
  writer: NextTokenScorer,
  start: readonly number[],
  wanted: readonly number[],
  config: ModelConfig,
) {
  const ends = [config.eos_token_id].flat() as number[]
  const length = wanted.length - start.length
  const written = await generate(writer, start, { ...greedyDecoding, seed: 0 }, { length, ends })
  return countDifferences([...start, ...written], wanted)
}

async function ofBeams(writer: NextTokenScorer, start: readonly number[], runs: readonly BeamCase[]) {
  let [beams, scores] = [0, 0]
  for (const run of runs) {
    const how = {
      ...greedyDecoding,
      beams: run.num_beams,
      lengthPenalty: run.length_penalty,
      earlyStopping: run.early_stopping,
    }
    const ends = [run.eos_token_id].flat()
    const found = await beamSearch(writer, start, how, { length: run.max_new_tokens, ends })
    // Transformers fills up with the padding token, or with the end token when padding is 0
    const filling = run.pad_token_id || ends[0]
    for (const [i, wanted] of run.sequences.entries()) {
      const ours = [...start, ...(found[i]?.written ?? [])]
      beams += countDifferences(
        Array.from(wanted, (_, k) => ours[k] ?? filling),
        wanted,
      )
      scores = Math.max(scores, Math.abs((found[i]?.score ?? Number.POSITIVE_INFINITY) - (run.scores[i] as number)))
    }
  }
  return { beams, scores }
}

/** Places at which two texts differ. */
const countDifferences = (a: readonly unknown[], b: readonly unknown[]) =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, i) => a[i] !== b[i]).filter(Boolean).length
