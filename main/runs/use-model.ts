import { resolve } from 'node:path'
import type { Problem } from '../../core/problem.ts'
import { Refusals } from '../../core/problem.ts'
import type { AbortSignalLike, ParsedInput } from '../../core/rpc/contract.ts'
import type { Evaluation, EvaluationEvent } from '../../core/run/evaluation.ts'
import type { Sample } from '../../core/run/report.ts'
import { text } from '../../core/text.ts'
import { builtProgram } from '../process/built-program.ts'
import { callChild, listenToChild } from '../process/child-client.ts'
import type { Store } from '../store/store.ts'
import { findModel } from './find-model.ts'

/** Measures a model on held-out rows or a file, with progress. Throws Refusals when there is no such model. */
export async function* evaluateModel(
  store: Store,
  { home, out }: { home: string; out: string },
  { from, checkpoint, data, ...question }: ParsedInput<'run.evaluate'>,
  signal: AbortSignalLike,
): AsyncIterable<EvaluationEvent> {
  const { foreign, ...model } = findModel(store, home, from, checkpoint)
  if (model.plan.batches.asking?.several) throw new Refusals([severalAnswers])
  if (foreign && data === undefined) throw new Refusals([noData])
  const file = data === undefined ? {} : { data: resolve(data) }
  const request = { ...model, home, ...file, ...question }
  const evaluation = yield* listenToChild<EvaluationEvent, Evaluation>(builtProgram(out, 'evaluate'), request, signal)
  if (evaluation) yield { kind: 'done', evaluation }
}

const severalAnswers: Problem = {
  code: 'several-answers',
  severity: 'error',
  param: 'from',
  message: text(
    'This model is multi-label: it may give a text several labels or numbers, but here each row has exactly one.',
    '该模型是多标签的：可以给一段文本多个标签或数字，而这里的每行数据只有一个。',
  ),
  fix: text(
    'Use “predict”, or evaluate a model that gives one answer.',
    '请使用“predict”，或评估只给出一个答案的模型。',
  ),
}

const noData: Problem = {
  code: 'no-data',
  severity: 'error',
  param: 'data',
  message: text(
    'This model was not trained here, so it has no held-out split.',
    '该模型不是在这里训练的，因此没有留出的数据。',
  ),
  fix: text('Choose a file to evaluate it on.', '请指定一个用来评估的文件。'),
}

/** What the model of a run says to each text. Throws Refusals when there is no such model. */
export function predictWithModel(
  store: Store,
  { home, out }: { home: string; out: string },
  { from, checkpoint, ...question }: ParsedInput<'run.predict'>,
): Promise<Sample[]> {
  const model = findModel(store, home, from, checkpoint)
  return callChild(builtProgram(out, 'predict'), { ...model, ...question, device: 'cpu' })
}
