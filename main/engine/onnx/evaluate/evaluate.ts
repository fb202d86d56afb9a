import type { Evaluation, EvaluationEvent, EvaluationProgress } from '../../../../core/evaluation.ts'
import { perplexity } from '../../../../core/metrics/language-model.ts'
import { parameters } from '../../../../core/nn/module.ts'
import type { Plan } from '../../../../core/plan/plan.ts'
import { type Problem, Refusals } from '../../../../core/problem.ts'
import { text } from '../../../../core/text.ts'
import { type Model, modelOf } from '../../../../core/train/model.ts'
import { blocks } from '../../../../nodes/index.ts'
import { rowsOf } from '../../../data/some-rows.ts'
import { loadTokenizer } from '../../../data/tokenizer.ts'
import { tokenizerIn, tokenizerText } from '../../../data/tokenizer-text.ts'
import { fitWeights } from '../../../export/fit-weights.ts'
import { readWeights } from '../../../export/read-weights.ts'
import { generatorWeights } from '../generator-weights.ts'
import { measure } from '../measure.ts'
import type { Weights } from '../programs-over.ts'
import { chosenRows } from './chosen-rows.ts'
import { foundAnswers } from './found-answers.ts'
import { labelsFound } from './labels-found.ts'
import { looks } from './looks.ts'
import { paced } from './paced.ts'
import type { Question } from './question.ts'
import { writtenTargets } from './written-targets.ts'

/** Measures a checkpoint on rows of data: what its objective measures and, where it writes targets, how near they come. */
export async function evaluate(question: Question, tell: (event: EvaluationEvent) => void): Promise<Evaluation> {
  const started = performance.now()
  const { folder, beams, seed } = question
  const plan = asTrained(question.plan)
  const progress = (part: EvaluationProgress['part']) =>
    paced(state => tell({ kind: 'progress', progress: { part, ...state } }))
  const tokenizer = loadTokenizer(tokenizerText(tokenizerIn(folder) ?? folder), plan.batches.tokens.vocabulary)
  const model = modelOf(plan, blocks)
  const found = readWeights(folder)
  const { copies, parts } = model.network
  const fitted = fitWeights(found, parameters(parts), { file: found.file, copies })
  const weights = new Map([...fitted.weights, ...ofGenerator(folder, model)])
  progress('read')(0, 0)
  const { table, texts, of, data } = await chosenRows({ ...question, plan }, tokenizer)
  const { collator, network } = model
  const { byteLength } = tokenizer
  const looking = looks(model, weights, table, { batchSize: plan.training.batchSize, seed })
  const measuring = { plan, blocks, collator, byteLength, progress: progress('loss') }
  const { measures, judged } = await measure(looking.all, measuring)
  await looking.release()
  const asked = { plan, network, weights, tokenizer, beams, wanted: () => texts('target'), progress: progress('write') }
  const { pair } = plan.batches.asking ?? {}
  const written = await (pair ? foundAnswers(table, pair, asked) : writtenTargets(table, asked))
  const labels = labelsFound(judged, plan.batches.tokens.rows.labels)
  return {
    task: plan.batches.task,
    folder,
    data,
    rows: rowsOf(table),
    of,
    seconds: (performance.now() - started) / 1000,
    measures: { ...withPerplexity(plan, measures), ...written?.measures },
    ...(labels ? { labels } : {}),
    ...(written ? { written: written.texts } : {}),
  }
}

/** Throws Refusals where the folder lacks the network that makes the model's task. */
function ofGenerator(folder: string, model: Model): Weights {
  if (!model.network.generator) return new Map()
  const weights = generatorWeights(folder, model)
  if (!weights) throw new Refusals([noGenerator])
  return weights
}

const noGenerator: Problem = {
  code: 'no-generator',
  severity: 'error',
  message: text(
    'This model tells which words a small network has put into a text, and that network is not in its folder, so it cannot be measured.',
    '该模型判断哪些词是由一个小网络放入文本的，而其文件夹中没有这个小网络，因此无法评估。',
  ),
  fix: text(
    'Train it on with “Spot replaced tokens” first: that makes a small network.',
    '请先用“识别被替换的词元”继续训练：这会生成一个小网络。',
  ),
}

/** A checkpoint is whole: what it was trained from and by which additions is of no matter any more. */
function asTrained(plan: Plan): Plan {
  const { start: _, ...network } = plan.objective.network
  return { ...plan, objective: { ...plan.objective, network } }
}

/** Where the probabilities of the labels multiply to that of a text. */
const withPerplexity = ({ batches }: Plan, measures: Readonly<Record<string, number>>) =>
  batches.task === 'causal' || batches.task === 'seq2seq'
    ? { ...measures, perplexity: perplexity(measures.loss as number) }
    : measures
