import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { taskFacts } from '../../core/block/abilities.ts'
import type { Blocks } from '../../core/block/block.ts'
import type { Graph } from '../../core/graph/graph.ts'
import { emptyGraph } from '../../core/graph/graph.ts'
import type { ModelConfig, NetworkFamily } from '../../core/nn/network.ts'
import type { NetworkKind, Plan, SavedHead } from '../../core/plan/plan.ts'
import type { Problem } from '../../core/problem.ts'
import { Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { isMultiLabel, labelNames } from '../../nodes/model/class-labels.ts'
import { planGraph } from '../graphs/plan-graph.ts'
import { readConfig } from '../weights/load-model.ts'
import { savedArchitecture } from '../weights/network-from-config.ts'
import { readGenerationRules } from './generation-rules.ts'
import type { ModelImporter } from './model-importer.ts'

/** A folder that `save_pretrained` of Transformers wrote: config.json, safetensors and tokenizer.json. */
export default {
  id: 'transformers',
  title: text('Hugging Face Transformers', 'Hugging Face Transformers'),
  loses: text(
    'What the model was trained with: data, objective and optimizer.',
    '模型训练时所用的数据、目标和优化器。',
  ),
  recognises: path => existsSync(join(path, 'config.json')),
  read: (folder, blocks) => ({ folder, plan: planFromModel(folder, blocks) }),
} satisfies ModelImporter

/**
 * The plan that a model would have been trained by, which somebody else left in a folder: its head says how it is asked.
 * Throws Refusals when the folder holds no model or tokenizer that can be used.
 */
function planFromModel(folder: string, blocks: Blocks): Plan {
  const config = readConfig(folder, blocks)
  const { family, head } = savedArchitecture(config, blocks)
  if (head === 'none') throw new Refusals([noOutputLayer])
  const planned = planGraph(graphAroundModel(folder, taskBlocksOf(head, family), textTokens(config)), blocks)
  if (!planned.ok) throw new Refusals(planned.problems)
  return withSpecialTokens(withLabels(planned.value, config), folder, { config, blocks })
}

/** With what its files say of special tokens: a decoder reads a text bare where its tokenizer puts nothing around it. */
function withSpecialTokens(
  plan: Plan,
  folder: string,
  { config, blocks }: { config: ModelConfig; blocks: Blocks },
): Plan {
  const { tokens, asking, task } = plan.batches
  const { frame, end } = tokens.vocabulary
  const bare = plan.objective.network.kind === 'decoder' && !frame
  const vocabulary = { ...tokens.vocabulary, ...(bare ? { frame: { before: [], after: [] } } : {}) }
  const writes = taskFacts(blocks.values(), task)?.ofText
  const batches = {
    ...plan.batches,
    tokens: { ...tokens, vocabulary },
    ...(writes ? { asking: { ...asking, writing: readGenerationRules(folder, config, end) } } : {}),
  }
  return { ...plan, batches }
}

/** The blocks around a network: where texts come from, how they become batches, and what is asked. */
interface TaskBlocks {
  readonly source: string
  readonly collator: string
  readonly objective: string
  /** Settings of the collator, when so many tokens fit. */
  readonly sizes?: (room: number) => Readonly<Record<string, unknown>>
}

const languageModelTasks: Readonly<Record<NetworkKind, TaskBlocks>> = {
  decoder: { source: 'sample-text', collator: 'shift-tokens', objective: 'causal-lm' },
  encoder: { source: 'sample-text', collator: 'mask-tokens', objective: 'masked-lm' },
  'encoder-decoder': {
    source: 'sample-pairs',
    collator: 'pair-tokens',
    objective: 'seq2seq-lm',
    sizes: room => ({ sourceLength: room, targetLength: room }),
  },
}
const headTasks: Readonly<Partial<Record<SavedHead, TaskBlocks>>> = {
  class: { source: 'sample-reviews', collator: 'label-texts', objective: 'classify-text' },
  tags: { source: 'sample-tags', collator: 'tag-tokens', objective: 'tag-words' },
  replaced: { source: 'sample-text', collator: 'mask-tokens', objective: 'replaced-tokens' },
  answer: {
    source: 'sample-questions',
    collator: 'answer-span',
    objective: 'find-answer',
    sizes: room => ({ length: room + 2, question: Math.ceil(room / 4), overlap: Math.ceil(room / 4) }),
  },
}

function taskBlocksOf(head: SavedHead, { kind, pairSeparators }: NetworkFamily): TaskBlocks {
  const task = headTasks[head] ?? languageModelTasks[kind]
  if (head !== 'answer' || pairSeparators !== 2) return task
  return { ...task, sizes: room => ({ ...task.sizes?.(room), between: 'two' }) }
}

/** Tokens of a text that fit beside its begin and its end, 382 at most. */
function textTokens({ n_positions, max_position_embeddings }: ModelConfig): number {
  const places = Number(n_positions ?? max_position_embeddings ?? maxPositions)
  return Math.max(8, Math.min(maxPositions, places) - 4) // two for families whose positions begin behind the padding's
}
const maxPositions = 386

/** Where texts come from is never read. */
function graphAroundModel(
  folder: string,
  { source, collator, objective, sizes = length => ({ length }) }: TaskBlocks,
  room: number,
): Graph {
  const place = (id: string, type: string, params = {}) => ({ id, type, params, at: [0, 0] as [number, number] })
  const wire = (from: string, type: string, to: string) =>
    [
      [from, type],
      [to, type],
    ] as [[string, string], [string, string]]
  return {
    ...emptyGraph(folder),
    blocks: [
      place('source', source),
      place('tokenizer', 'pretrained-tokenizer', { path: folder }),
      place('collator', collator, sizes(room)),
      place('network', 'pretrained', { path: folder }),
      place('objective', objective),
      place('optimizer', 'adamw'),
      place('trainer', 'trainer'),
    ],
    wires: [
      wire('source', 'rows', 'tokenizer'),
      wire('tokenizer', 'tokens', 'collator'),
      wire('collator', 'batches', 'trainer'),
      wire('network', 'network', 'objective'),
      wire('objective', 'objective', 'trainer'),
      wire('optimizer', 'optimizer', 'trainer'),
    ],
  }
}

const noOutputLayer: Problem = {
  code: 'no-head',
  severity: 'error',
  message: text(
    'This model has no output layer yet, so it cannot make predictions.',
    '该模型还没有输出层，因此无法预测。',
  ),
  fix: text(
    'Continue training it with “Pretrained model” first: that adds one.',
    '请先用“预训练模型”继续训练：这会添加输出层。',
  ),
}

/** The labels that the model tells apart; one alone is a number that it guesses. */
function withLabels({ batches, ...plan }: Plan, config: ModelConfig): Plan {
  const { rows } = batches.tokens
  if (!rows.labels) return { batches, ...plan }
  const labels = labelNames(config)
  const tokens = { ...batches.tokens, rows: { ...rows, labels } }
  if (batches.task !== 'class') return { ...plan, batches: { ...batches, tokens } }
  const several = isMultiLabel(config)
  const numbers = config.problem_type === 'regression' || (labels.length === 1 && !several)
  const asking = several ? { asking: { several } as const } : {}
  return { ...plan, batches: { ...batches, ...asking, task: numbers ? 'score' : 'class', tokens } }
}
