import { resolve } from 'node:path'
import type { Parsed, Signal } from '../../core/contract.ts'
import type { Evaluation, EvaluationEvent } from '../../core/evaluation.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import type { Store } from '../store/store.ts'
import { program } from './engines.ts'
import { listenChild } from './listen-child.ts'
import { modelFolder } from './model-folder.ts'

/** Measures a model on held-back rows or a file, telling how far it has come. Throws Refusals when there is no such model. */
export async function* evaluate(
  store: Store,
  { home, out }: { home: string; out: string },
  { from, checkpoint, data, ...question }: Parsed<'run.evaluate'>,
  signal: Signal,
): AsyncIterable<EvaluationEvent> {
  const { foreign, ...model } = modelFolder(store, home, from, checkpoint)
  if (model.plan.batches.asking?.several) throw new Refusals([severalAnswers])
  if (foreign && data === undefined) throw new Refusals([noData])
  const file = data === undefined ? {} : { data: resolve(data) }
  const asked = { ...model, home, ...file, ...question }
  const evaluation = yield* listenChild<EvaluationEvent, Evaluation>(program(out, 'evaluate'), asked, signal)
  if (evaluation) yield { kind: 'done', evaluation }
}

const severalAnswers: Problem = {
  code: 'several-answers',
  severity: 'error',
  param: 'from',
  message: text(
    'This model may give a text several labels or numbers at once, but rows of data have one right answer here.',
    '该模型可以同时给一段文本多个标签或数字，而这里的每行数据只有一个正确答案。',
  ),
  fix: text(
    'Ask it with “predict”, or measure a model that gives one answer.',
    '请用“predict”向它提问，或评估只给出一个答案的模型。',
  ),
}

const noData: Problem = {
  code: 'no-data',
  severity: 'error',
  param: 'data',
  message: text(
    'This model was not trained here, so no rows were kept back for it.',
    '该模型不是在这里训练的，因此没有为它保留的数据。',
  ),
  fix: text('Name a file to measure it with.', '请指定一个用来评估的文件。'),
}
