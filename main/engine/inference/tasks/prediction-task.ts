import type { Plan, Task } from '../../../../core/plan/plan.ts'
import type { Predictor } from './predictor.ts'

/** How the models of a task answer. A file of this folder that exports one (or a list) as its default adds it. */
export interface PredictionTask {
  /** Of the batches that a model was trained with. */
  readonly task: Task
  /** Which plans of the task it answers for; absent: all for which no other says so. */
  readonly when?: (plan: Plan) => boolean
  readonly predictor: (plan: Plan) => Predictor
  /** How a held-out text is put to the model during training; default: as it is. */
  readonly sampleText?: 'with-gaps' | 'with-replaced-word'
}

/** Default export of a file of prediction tasks. */
export type PredictionTaskFile = { readonly default?: PredictionTask | readonly PredictionTask[] }
