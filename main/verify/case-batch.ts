import type { Batch, Feed } from '../../core/data/batch.ts'
import type { ModelConfig } from '../../core/nn/network.ts'
import type { GoldenCase } from './golden-case.ts'

const ignoreIndex = -100

/** A batch, and the shapes of what is in it. */
export interface CaseBatch {
  readonly batch: Batch
  readonly shapes: Readonly<Record<string, Feed>>
  /** Texts in the case. */
  readonly texts: number
}

/** Transformers' inputs as a collator of ours would give them. −100 becomes weight 0. */
export function caseBatch({ inputs, kind }: GoldenCase, config: ModelConfig): CaseBatch {
  const texts = (inputs.input_ids ?? []).length
  const answers = labelsOf(kind, inputs)
  const weights = answers.map(label => (label === ignoreIndex ? 0 : 1))
  const perText = kind === 'mlm_nsp' ? texts : 0
  const words = weights.slice(0, weights.length - perText).reduce<number>((a, b) => a + b, 0)
  // the mean over words plus the mean over texts, as one weighted sum over both
  if (perText) weights.splice(-texts, texts, ...(Array<number>(texts).fill(words / texts) as 1[]))
  const arrays = {
    ids: Int32Array.from(flat(inputs.input_ids)),
    mask: Int32Array.from(flat(inputs.attention_mask)),
    ...(inputs.token_type_ids ? { types: Int32Array.from(flat(inputs.token_type_ids)) } : {}),
    ...(kind === 's2s' ? { target: decoderInputs(inputs.labels as number[][], config) } : {}),
    labels: Int32Array.from(answers, id => Math.max(id, 0)),
    weights: Float32Array.from(weights),
  }
  const shapes = Object.entries(arrays).map(([name, data]): [string, Feed] => [
    name,
    {
      shape: name === 'labels' || name === 'weights' ? [data.length] : [texts, data.length / texts],
      dtype: name === 'weights' ? 'float32' : 'int32',
    },
  ])
  return { batch: { arrays, tokens: 0, supervised: words }, shapes: Object.fromEntries(shapes), texts }
}

type Inputs = GoldenCase['inputs']

const flat = (rows: Inputs[string] = []) => (rows as readonly (number | readonly number[])[]).flat()

/** Labels of all rows that the loss looks at, −100 where it does not. */
function labelsOf(kind: GoldenCase['kind'], inputs: Inputs): number[] {
  const labels = flat(inputs.labels)
  const T = flat(inputs.input_ids).length / (inputs.input_ids ?? []).length
  if (kind === 'clm') return (inputs.labels as number[][]).flatMap(row => [...row.slice(1), ignoreIndex])
  if (kind === 'rtd') return labels.map((label, i) => (flat(inputs.attention_mask)[i] ? label : ignoreIndex))
  if (kind === 'mlm_nsp') return [...labels, ...flat(inputs.next_sentence_label)]
  if (kind === 'qa')
    return [...flat(inputs.start_positions), ...flat(inputs.end_positions)].map(place =>
      place < T ? place : ignoreIndex,
    )
  return labels
}

/** The labels moved right, as Transformers' models make their decoder input from them. */
const decoderInputs = (labels: readonly number[][], config: ModelConfig) =>
  Int32Array.from(
    labels.flatMap(row => [
      config.decoder_start_token_id as number,
      ...row.slice(0, -1).map(id => (id === ignoreIndex ? (config.pad_token_id as number) : id)),
    ]),
  )
