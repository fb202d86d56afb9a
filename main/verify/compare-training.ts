import { noDropout } from '../../core/nn/dropout.ts'
import type { NetworkInputs } from '../../core/nn/network.ts'
import type { Optimizer } from '../../core/plan/plan.ts'
import { collatorInputs } from '../../core/train/model.ts'
import { buildOptimizer } from '../../core/train/optimizer-rules.ts'
import { gradientName, gradientProgram } from '../../core/train/programs.ts'
import { hasWeightDecay } from '../../core/train/weight-decay.ts'
import { blocks } from '../../nodes/index.ts'
import type { TrainingBackend } from '../engine/backend.ts'
import { createCpuBackend } from '../engine/onnx/cpu-backend.ts'
import { createProgramCache } from '../engine/onnx/program-cache.ts'
import { floatScalar, intScalar } from '../engine/onnx/session.ts'
import type { Weights } from '../weights/fit-weights.ts'
import type { CaseModel } from './case-model.ts'
import type { GoldenCase } from './golden-case.ts'

/** Largest differences between our numbers and a case's. */
export interface TrainingDifferences {
  /** Where there is no padding. */
  readonly logits: number
  readonly loss: number
  /** Relative. */
  readonly gradients: number
  readonly stepLosses: number
  /** Relative, of the whole gradient at each step. */
  readonly stepNorms: number
}

export async function compareTraining(
  golden: GoldenCase,
  prepared: CaseModel,
  weights: Weights,
): Promise<TrainingDifferences> {
  const { loss, gradients } = await compareGradients(golden, prepared, weights)
  return {
    logits: await compareLogits(golden, prepared, weights),
    loss,
    gradients,
    ...(await compareSteps(golden, prepared, weights)),
  }
}

const largest = (differences: readonly number[]) =>
  Math.max(0, ...differences.map(d => (Number.isNaN(d) ? Infinity : d)))
const relative = (ours: number, theirs: number) => Math.abs(ours - theirs) / Math.max(Math.abs(theirs), 1e-3)

async function compareLogits(
  golden: GoldenCase,
  { model, scores, batch }: CaseModel,
  weights: Weights,
): Promise<number> {
  const { labels: _, weights: __, ...inputs } = collatorInputs(model, 0)
  const logits = scores(model.network.hidden(inputs as unknown as NetworkInputs, noDropout))
  const programs = createProgramCache(weights)
  const make = () => ({ outputs: { logits }, parameters: model.parameters })
  const results = await programs.run('logits', make, { arrays: batch.arrays })
  await programs.release()
  const ours = results.logits?.data as Float32Array
  const theirs = expectedLogits(golden, batch.arrays.mask as Int32Array)
  if (ours.length !== theirs.length) return Number.POSITIVE_INFINITY
  return largest(theirs.map(({ value, real }, i) => (real ? Math.abs((ours[i] as number) - value) : 0)))
}

/** A case's logits in our order, and for each whether its token is a real one. */
function expectedLogits(golden: GoldenCase, mask: ArrayLike<number>) {
  const { logits, start_logits, end_logits, prediction_logits, seq_relationship_logits, kind } = golden
  const outputs = { logits, start_logits, end_logits, prediction_logits, seq_relationship_logits }
  const ofTexts = (kind.endsWith('cls') && kind !== 'tokcls') || kind === 's2s'
  return Object.entries(outputs).flatMap(([name, numbers]) => {
    const perToken = (numbers?.data.length ?? 0) / mask.length
    const all = ofTexts || name === 'seq_relationship_logits'
    return (numbers?.data ?? []).map((value, i) => ({ value, real: all || mask[Math.floor(i / perToken)] === 1 }))
  })
}

async function compareGradients(golden: GoldenCase, { model, batch, texts }: CaseModel, weights: Weights) {
  const programs = createProgramCache(weights)
  const values = { seed: intScalar(0), lossScale: floatScalar(1 / batch.supervised) }
  const results = await programs.run('gradient', () => gradientProgram(model, texts), { arrays: batch.arrays, values })
  await programs.release()
  const norms = Object.entries(golden.grad_norms).map(([name, norm]) => {
    const gradient = (results[gradientName(name)]?.data ?? [Number.NaN]) as Float32Array
    return relative(Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0)), norm)
  })
  const loss = Math.abs(Number(results.loss?.data[0] ?? Number.NaN) - golden.loss)
  return { loss: largest([loss]), gradients: largest(norms) }
}

async function compareSteps({ train }: GoldenCase, { model, batch, texts }: CaseModel, weights: Weights) {
  const schedule = { shape: 'linear', warmup: 2, floor: 0 } as const
  const rates = { learningRate: train.lr_peak, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }
  const optimizer: Optimizer = { kind: 'adamw', ...rates, weightDecay: train.weight_decay, clip: train.clip, schedule }
  const machine = await createCpuBackend(model, {
    batchSize: texts,
    accumulate: 1,
    optimizer: buildOptimizer(optimizer, blocks),
    seed: 0,
  })
  await machine.load({ weights })
  // Transformers 4 decayed some norms that version 5 and we do not: that much is taken off by hand
  const more = train.decay_params.filter(name => !hasWeightDecay(name, model.parameters.get(name)?.shape ?? []))
  const [losses, norms]: [number[], number[]] = [[], []]
  for (const [i, loss] of train.losses.entries()) {
    const learningRate = train.lrs[i] ?? 0
    const before = (await machine.state()).weights
    const stepped = await machine.step([batch], { step: i + 1, learningRate, seed: 0 })
    await decay(machine, before, more, learningRate * train.weight_decay)
    losses.push(Math.abs(stepped.loss - loss))
    const norm = train.grad_norms_before_clip[i]
    if (norm !== undefined) norms.push(relative(stepped.gradientNorm, norm)) // there is none after the last step
  }
  await machine.dispose()
  return { stepLosses: largest(losses), stepNorms: largest(norms) }
}

async function decay(
  machine: TrainingBackend,
  before: Weights,
  names: readonly string[],
  share: number,
): Promise<void> {
  const after = await machine.weights()
  const less = names.map(name => {
    const old = before.get(name) as Float32Array
    return [name, (after.get(name) as Float32Array).map((p, k) => p - share * (old[k] as number))] as const
  })
  await machine.load({ weights: new Map(less) })
}
