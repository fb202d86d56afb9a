import { taskFacts } from '../../../core/block/abilities.ts'
import { computeFrom } from '../../../core/metrics/index.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import type { Problem } from '../../../core/problem.ts'
import { Refusals } from '../../../core/problem.ts'
import type { Evaluation, EvaluationEvent, EvaluationProgress } from '../../../core/run/evaluation.ts'
import { text } from '../../../core/text.ts'
import type { Model } from '../../../core/train/model.ts'
import { buildModel } from '../../../core/train/model.ts'
import { blocks } from '../../../nodes/index.ts'
import { rowCount } from '../../data/tokens/row-selection.ts'
import { loadTokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import { findTokenizerFile, readTokenizerJson } from '../../tokenizer/file/read-tokenizer-json.ts'
import type { Weights } from '../../weights/fit-weights.ts'
import { generatorWeights, loadWeights } from '../../weights/load-weights.ts'
import { batchEvaluators, computeMetrics } from './compute-metrics.ts'
import { evaluateAnswers } from './evaluate-answers.ts'
import { evaluateGeneration } from './evaluate-generation.ts'
import type { EvaluationRequest } from './evaluation-request.ts'
import { labelMetrics } from './label-metrics.ts'
import { selectEvaluationRows } from './select-evaluation-rows.ts'
import { throttleProgress } from './throttle-progress.ts'

/** Measures a checkpoint on rows of data: what its objective measures and, where it writes targets, how near they come. */
export async function evaluateCheckpoint(
  question: EvaluationRequest,
  tell: (event: EvaluationEvent) => void,
): Promise<Evaluation> {
  const started = performance.now()
  const { folder, beams, seed } = question
  const plan = withoutStart(question.plan)
  const progress = (part: EvaluationProgress['part']) =>
    throttleProgress(state => tell({ kind: 'progress', progress: { part, ...state } }))
  const tokenizer = loadTokenizer(
    readTokenizerJson(findTokenizerFile(folder) ?? folder),
    plan.batches.tokens.vocabulary,
  )
  const model = buildModel(plan, blocks)
  const weights = new Map([...loadWeights(folder, model.network), ...generatorWeightsOf(folder, model)])
  progress('read')(0, 0)
  const { table, texts, of, data } = await selectEvaluationRows({ ...question, plan }, tokenizer)
  const { collator, network } = model
  const { byteLength } = tokenizer
  const looking = batchEvaluators(model, weights, table, { batchSize: plan.training.batchSize, seed })
  const measuring = { plan, blocks, collator, byteLength, progress: progress('loss') }
  const { measures, judged } = await computeMetrics(looking.all, measuring)
  await looking.release()
  const asked = { plan, network, weights, tokenizer, beams, wanted: () => texts('target'), progress: progress('write') }
  const { pair } = plan.batches.asking ?? {}
  const written = await (pair ? evaluateAnswers(table, pair, asked) : evaluateGeneration(table, asked))
  const labels = labelMetrics(judged, plan.batches.tokens.rows.labels)
  return {
    task: plan.batches.task,
    folder,
    data,
    rows: rowCount(table),
    of,
    seconds: (performance.now() - started) / 1000,
    measures: { ...withPerplexity(plan, measures), ...written?.measures },
    ...(labels ? { labels } : {}),
    ...(written ? { written: written.texts } : {}),
  }
}

/** Throws Refusals where the folder lacks the network that makes the model's task. */
function generatorWeightsOf(folder: string, model: Model): Weights {
  if (!model.network.generator) return new Map()
  const weights = generatorWeights(folder, model)
  if (!weights) throw new Refusals([noGenerator])
  return weights
}

const noGenerator: Problem = {
  code: 'no-generator',
  severity: 'error',
  message: text(
    'This model detects tokens replaced by a generator, and its folder has no generator, so it cannot be evaluated.',
    '该模型检测由生成器替换的词元，而其文件夹中没有生成器，因此无法评估。',
  ),
  fix: text(
    'Continue training it with “Replaced token detection (ELECTRA)” first: that creates a generator.',
    '请先用“替换词元检测（ELECTRA）”继续训练：这会创建一个生成器。',
  ),
}

/** A checkpoint is whole: what it was trained from and by which additions is of no matter any more. */
function withoutStart(plan: Plan): Plan {
  const { start: _, ...network } = plan.objective.network
  return { ...plan, objective: { ...plan.objective, network } }
}

/** Where the probabilities of the labels multiply to that of a text. */
const withPerplexity = ({ batches }: Plan, measures: Readonly<Record<string, number>>) =>
  taskFacts(blocks.values(), batches.task)?.ofText
    ? { ...measures, ...computeFrom('loss', measures.loss as number) }
    : measures
