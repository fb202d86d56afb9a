import type { TrainingRoles } from '../compile/training-roles.ts'
import type { Feed } from '../data/batch.ts'
import { noDropout } from '../nn/dropout.ts'
import type { BlockFacts, Estimate } from '../plan/estimate.ts'
import type { Plan } from '../plan/plan.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { type Model, supervisedRows, trainableParameters } from './model.ts'

/** What each block of a training gives and takes, by its address: from the very model that would be trained. */
export function blockFacts(
  plan: Plan,
  roles: TrainingRoles,
  model: Model,
  whole: Estimate,
): Record<string, BlockFacts> {
  const { batchSize } = plan.training
  const feeds = Object.entries(model.collator.feeds(batchSize))
  const [hidden, scores] = hiddenAndLogits(model, batchSize)
  return {
    [roles.collator.id]: {
      memory: toMebibytes(feeds.reduce((sum, [, { shape }]) => sum + 4 * sizeOf(shape), 0)),
      tensors: feeds.map(([name, { shape, dtype }]) => ({ name, shape, dtype })),
    },
    [roles.network.id]: {
      parameters: whole.parameters,
      memory: toMebibytes(stateBytes(model)),
      tensors: hidden ? [hidden] : [],
    },
    [roles.objective.id]: { tensors: scores ? [scores] : [] },
    [roles.trainer.id]: { memory: whole.memory, tensors: [] },
  }
}

/** The last hidden states of the places that are predicted at, and the scores made of them; nothing where an objective runs the network itself. */
function hiddenAndLogits(model: Model, batchSize: number): BlockFacts['tensors'] {
  if (model.losses) return []
  const { hidden } = supervisedRows(model, batchSize, noDropout)
  const scores = model.network.logits(hidden)
  return [
    { name: 'hidden', shape: hidden.shape, dtype: 'float32' },
    { name: 'scores', shape: scores.shape, dtype: 'float32' },
  ]
}

/** Weights; a gradient and two moments of those that learn. */
const stateBytes = (model: Model) => bytesOf(model.parameters) + 3 * bytesOf(trainableParameters(model))

/** Float32. */
const bytesOf = (tensors: ReadonlyMap<string, Tensor>) =>
  [...tensors.values()].reduce((sum, { size }) => sum + 4 * size, 0)
const sizeOf = (shape: Feed['shape']) => shape.reduce((a, b) => a * b, 1)
const toMebibytes = (bytes: number) => bytes / 2 ** 20
