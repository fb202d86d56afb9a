import type { Evaluation, EvaluationEvent, EvaluationProgress } from '../../../../core/evaluation.ts'
import { perplexity } from '../../../../core/metrics/language-model.ts'
import { parameters } from '../../../../core/nn/module.ts'
import type { Plan } from '../../../../core/plan/plan.ts'
import { modelOf } from '../../../../core/train/model.ts'
import { blocks } from '../../../../nodes/index.ts'
import { rowsOf } from '../../../data/some-rows.ts'
import { loadTokenizer } from '../../../data/tokenizer.ts'
import { tokenizerIn, tokenizerText } from '../../../data/tokenizer-text.ts'
import { fitWeights } from '../../../export/fit-weights.ts'
import { readWeights } from '../../../export/read-weights.ts'
import { measure } from '../measure.ts'
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
  const { weights } = fitWeights(found, parameters(parts), { file: found.file, copies })
  progress('read')(0, 0)
  const { table, of, data } = await chosenRows({ ...question, plan }, tokenizer)
  const { collator, network } = model
  const { byteLength } = tokenizer
  const looking = looks(model, weights, table, { batchSize: plan.training.batchSize, seed })
  const measuring = { plan, blocks, collator, byteLength, progress: progress('loss') }
  const { measures, judged } = await measure(looking.all, measuring)
  await looking.release()
  const asked = { plan, network, weights, tokenizer, beams, progress: progress('write') }
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
