import type { Parsed } from '../../core/contract.ts'
import type { Sample } from '../../core/report.ts'
import type { Store } from '../store/store.ts'
import { askChild } from './ask-child.ts'
import { program } from './engines.ts'
import { modelFolder } from './model-folder.ts'

/** What the model of a run says to each text. Throws Refusals when there is no such model. */
export function predict(
  store: Store,
  { home, out }: { home: string; out: string },
  { from, checkpoint, ...question }: Parsed<'run.predict'>,
): Promise<Sample[]> {
  const model = modelFolder(store, home, from, checkpoint)
  return askChild(program(out, 'predict'), { ...model, ...question, device: 'cpu' })
}
