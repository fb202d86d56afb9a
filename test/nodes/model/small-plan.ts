import { checkGraph } from '../../../core/compile/check-graph.ts'
import { compilePlan } from '../../../core/compile/compile-plan.ts'
import { emptyGraph, type Graph } from '../../../core/graph/graph.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { blocks } from '../../../nodes/index.ts'

const tiny = { width: 32, layers: 2, heads: 2 }
const read = { ...tiny, context: 64 }
const recurrent = { width: 128, wordWidth: 64 }

interface Parts {
  /** Default: the name of the family. */
  readonly block?: string
  readonly collator: string
  readonly objective: string
  readonly network: Readonly<Record<string, unknown>>
  /** Default 0.01. */
  readonly learningRate?: number
}
const parts = {
  gpt2: { collator: 'shift-tokens', objective: 'causal-lm', network: read },
  gpt3: { collator: 'shift-tokens', objective: 'causal-lm', network: { ...read, window: 4 } },
  llama: { collator: 'shift-tokens', objective: 'causal-lm', network: read },
  bert: { collator: 'mask-tokens', objective: 'masked-lm', network: read },
  roberta: { collator: 'mask-tokens', objective: 'masked-lm', network: read },
  distilbert: { collator: 'mask-tokens', objective: 'masked-lm', network: read },
  modernbert: { collator: 'mask-tokens', objective: 'masked-lm', network: read },
  electra: { collator: 'mask-tokens', objective: 'masked-lm', network: { ...read, wordWidth: 16 } },
  bart: { collator: 'corrupt-spans', objective: 'seq2seq-lm', network: read },
  marian: { collator: 'corrupt-spans', objective: 'seq2seq-lm', network: read },
  lstm: { collator: 'corrupt-spans', objective: 'seq2seq-lm', network: recurrent, learningRate: 0.003 },
  'lstm-bahdanau': {
    block: 'lstm',
    collator: 'corrupt-spans',
    objective: 'seq2seq-lm',
    network: { ...recurrent, attention: 'bahdanau' },
    learningRate: 0.003,
  },
  t5: { collator: 'corrupt-spans', objective: 'seq2seq-lm', network: tiny },
} as const satisfies Record<string, Parts>

export const families = Object.keys(parts) as readonly Family[]

export type Family = keyof typeof parts

/** What a family can also be, as settings of its block. */
export const variants: readonly (readonly [name: string, Family, Readonly<Record<string, unknown>>])[] = [
  ['llama, one key for all heads, tied', 'llama', { sharedHeads: 1, tied: true }],
  ['electra, wide words', 'electra', { wordWidth: 32 }],
  ['t5 1.0', 't5', { version: '1.0' }],
  ['lstm, one way', 'lstm', { bidirectional: false, wordWidth: 0, layers: 2 }],
  ['lstm, with looks fed back', 'lstm', { score: 'concat', feeding: true }],
]

/** A small pipeline of each family, as a user would draw it. */
export function graphOf(
  family: Family,
  network: Record<string, unknown> = {},
  trainer: Record<string, unknown> = {},
): Graph {
  const { block = family, collator, objective, network: sizes, learningRate = 0.01 }: Parts = parts[family]
  const place = (id: string, type: string, params = {}) => ({ id, type, params, at: [0, 0] as [number, number] })
  return {
    ...emptyGraph(family),
    blocks: [
      place('text', 'sample-text'),
      place('split', 'split'),
      place('tokenizer', 'bpe-tokenizer', { size: 512 }),
      place('collator', collator, { length: 16 }),
      place('network', block, { ...sizes, ...network }),
      place('objective', objective),
      place('optimizer', 'adamw', { learningRate, weightDecay: 0 }),
      place('trainer', 'trainer', {
        batchSize: 8,
        length: 20,
        evaluateEvery: 10,
        evaluationBatches: 2,
        device: 'cpu',
        ...trainer,
      }),
    ],
    wires: [
      [
        ['text', 'rows'],
        ['split', 'rows'],
      ],
      [
        ['split', 'rows'],
        ['tokenizer', 'rows'],
      ],
      [
        ['tokenizer', 'tokens'],
        ['collator', 'tokens'],
      ],
      [
        ['collator', 'batches'],
        ['trainer', 'batches'],
      ],
      [
        ['network', 'network'],
        ['objective', 'network'],
      ],
      [
        ['objective', 'objective'],
        ['trainer', 'objective'],
      ],
      [
        ['optimizer', 'optimizer'],
        ['trainer', 'optimizer'],
      ],
    ],
  }
}

export function planOf(
  family: Family,
  network: Record<string, unknown> = {},
  trainer: Record<string, unknown> = {},
): Plan {
  const pipeline = checkGraph(graphOf(family, network, trainer), blocks)
  if (!pipeline.ok) throw new Error(pipeline.problems.map(p => p.message.en).join(' '))
  const plan = compilePlan(pipeline.value)
  if (!plan.ok) throw new Error(plan.problems.map(p => p.message.en).join(' '))
  return plan.value
}
