import { resolve } from 'node:path'
import type { Parsed, Signal } from '../../core/contract.ts'
import type { Evaluation, EvaluationEvent } from '../../core/evaluation.ts'
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
  const model = modelFolder(store, home, from, checkpoint)
  const file = data === undefined ? {} : { data: resolve(data) }
  const asked = { ...model, home, ...file, ...question }
  const evaluation = yield* listenChild<EvaluationEvent, Evaluation>(program(out, 'evaluate'), asked, signal)
  if (evaluation) yield { kind: 'done', evaluation }
}
