import type { Batch } from '../../../core/data/batch.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { Refusals } from '../../../core/problem.ts'
import { hashSeed } from '../../../core/random.ts'
import { learningRateOf } from '../../../core/train/learning-rate.ts'
import type { Model } from '../../../core/train/model.ts'
import { buildModel } from '../../../core/train/model.ts'
import type { PreparedData } from '../../data/tokens/prepare-data.ts'
import { prepareData } from '../../data/tokens/prepare-data.ts'
import { pretrainedWeights } from '../../weights/initial-weights.ts'
import type { StepContext, TrainingBackend } from '../backend.ts'
import { createCheckpointWriter } from './checkpoint-writer.ts'
import type { BatchPrefetcher } from './prefetch-batches.ts'
import { prefetchBatches } from './prefetch-batches.ts'
import { createSampleReporter } from './sample-output.ts'
import { selectBackend } from './select-backend.ts'
import { trackThroughput } from './throughput.ts'
import { type TrainingJob, takeCommands } from './training-job.ts'
import { divergedProblem, newOutputLayerWarnings, startReport } from './training-messages.ts'
import { unigramEntropy } from './unigram-entropy.ts'
import { createValidation } from './validation.ts'

/** Trains a plan to its end, or until asked to stop, reporting on the way. Throws Refusals for problems the user can fix. */
export async function train(job: TrainingJob): Promise<void> {
  const { plan, report } = job
  const prepared = await prepareData(plan, job)
  report({ t: 'phase', phase: 'build' })
  const prefetch = job.prefetch ?? prefetchBatches
  const ahead = prefetch({ plan, folder: prepared.folder, firstStep: 0 }) // begins while programs are compiled
  try {
    await trainPrepared(ahead, prepared, job)
  } finally {
    await ahead.close()
  }
}

async function trainPrepared(ahead: BatchPrefetcher, prepared: PreparedData, job: TrainingJob): Promise<void> {
  const { plan, blocks, report, pendingCommands } = job
  const model = buildModel(plan, blocks)
  const weights = pretrainedWeights(plan, model)
  const { backend, ...selected } = await selectBackend(model, job, prepared)
  if (weights) await backend.load({ weights })
  const steps = totalSteps(plan, model, prepared)
  const learningRate = learningRateOf(plan.optimizer, steps, blocks)
  report(startReport(plan, blocks, { ...selected, steps }))
  for (const warning of newOutputLayerWarnings(plan)) report(warning)
  const validation = createValidation(job, model, prepared.validation, prepared.tokenizer.byteLength)
  const entropy = unigramEntropy(plan, model, prepared.train)
  const unigram: Record<string, number> = entropy === undefined ? {} : { 'validation/unigram': entropy }
  const save = createCheckpointWriter(job, model, prepared)
  const samples = createSampleReporter(job, model, prepared)
  const progress = { step: 0, tokens: 0, seconds: 0 }
  const throughput = trackThroughput()
  let measured: Record<string, number> = {}

  const measure = async () => {
    if (validation)
      measured = await validation.measure(backend, (done, total) =>
        report({ t: 'phase', phase: 'evaluate', done, total }),
      )
    const values = { ...(validation ? { ...measured, ...unigram } : {}), ...throughput.values() }
    if (Object.keys(values).length > 0) report({ t: 'point', ...progress, values })
    await samples.report(backend, progress.step)
    report({ t: 'phase', phase: 'train', done: progress.step, total: steps })
  }

  await measure()
  if (selected.compilesAtFirstStep) report({ t: 'phase', phase: 'shaders' })
  while (progress.step < steps && !pendingCommands.stop) {
    const started = performance.now()
    const batches = await ahead.next()
    const waited = (performance.now() - started) / 1000
    const step = progress.step + 1
    const at = { step, learningRate: learningRate(step), seed: hashSeed(plan.training.seed, step) }
    const values = await optimizerStep(backend, batches, at)
    progress.step++
    progress.tokens += values.tokens
    const seconds = (performance.now() - started) / 1000
    progress.seconds += seconds
    throughput.step(batches, { waited, all: seconds })
    report({ t: 'point', ...progress, values: values.measured })
    const last = progress.step === steps
    const due = progress.step % plan.training.evaluateEvery === 0
    const wanted = takeCommands(pendingCommands)
    const saving = progress.step % plan.training.checkpointEvery === 0 || wanted.checkpoint
    if (last || due || wanted.sample) await measure()
    if (!last && saving) await save(backend, progress, measured['validation/loss'])
    await yieldToEventLoop()
  }
  logThroughput(throughput.values())
  if (pendingCommands.stop && progress.step < steps) await measure()
  await save(backend, progress, measured['validation/loss'])
  await samples.release()
  await backend.dispose()
  report({ t: 'done', step: progress.step, stopped: progress.step < steps })
}

const logThroughput = ({ 'train/waiting': waited = 0, 'train/padding': padding = 0 }: Record<string, number>) =>
  console.error(
    `Waiting for batches took ${formatPercent(waited)} of the time of the steps; ${formatPercent(padding)} of their positions were padding.`,
  )

/** One optimizer step. Throws a problem when the loss is no longer a number. */
async function optimizerStep(
  backend: TrainingBackend,
  batches: readonly Batch[],
  at: StepContext,
): Promise<{ readonly tokens: number; readonly measured: Readonly<Record<string, number>> }> {
  const tokens = batches.reduce((sum, b) => sum + b.tokens, 0)
  if (batches.every(({ supervised }) => supervised === 0)) return { tokens, measured: {} } // nothing to learn: no step
  const { step, learningRate } = at
  const { loss, gradientNorm } = await backend.step(batches, at)
  if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm)) throw new Refusals([divergedProblem(step, loss)])
  return {
    tokens,
    measured: { 'train/loss': loss, 'train/gradient-norm': gradientNorm, 'train/learning-rate': learningRate },
  }
}

function totalSteps({ training }: Plan, { collator }: Model, { train }: PreparedData): number {
  const { steps, epochs = 1, batchSize, accumulate } = training
  return steps ?? Math.max(1, Math.ceil((epochs * collator.examples(train)) / (batchSize * accumulate)))
}

const formatPercent = (fraction: number) => `${(100 * fraction).toFixed(2)} %`

/** Lets commands on stdin be read: a step blocks the event loop. */
const yieldToEventLoop = () => new Promise<void>(resolve => setImmediate(resolve))
