import type { Batch } from '../../../core/data/batch.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { Refusals } from '../../../core/problem.ts'
import { hashSeed } from '../../../core/random.ts'
import type { Model } from '../../../core/train/model.ts'
import { buildModel } from '../../../core/train/model.ts'
import { learningRateFactor } from '../../../core/train/schedules/learning-rate-factor.ts'
import type { PreparedData } from '../../data/tokens/prepare-data.ts'
import { prepareData } from '../../data/tokens/prepare-data.ts'
import { pretrainedWeights } from '../../weights/initial-weights.ts'
import type { TrainingBackend } from '../backend.ts'
import { createCheckpointWriter } from './checkpoint-writer.ts'
import type { BatchPrefetcher } from './prefetch-batches.ts'
import { prefetchBatches } from './prefetch-batches.ts'
import { createSampleReporter } from './sample-output.ts'
import { selectBackend } from './select-backend.ts'
import { trackThroughput } from './throughput.ts'
import type { TrainingJob } from './training-job.ts'
import { divergedProblem, newOutputLayerWarnings, startReport } from './training-messages.ts'
import { unigramEntropy } from './unigram-entropy.ts'
import { createValidation } from './validation.ts'

/** Trains a plan to its end, or until asked to stop, reporting on the way. Throws Refusals for problems the user can fix. */
export async function train(job: TrainingJob): Promise<void> {
  const { plan, report } = job
  const prepared = await prepareData(plan, job)
  report({ t: 'phase', phase: 'build' })
  const ahead = prefetchBatches({ plan, folder: prepared.folder, firstStep: 0 }) // begins while programs are compiled
  try {
    await trainPrepared(ahead, prepared, job)
  } finally {
    await ahead.close()
  }
}

async function trainPrepared(ahead: BatchPrefetcher, prepared: PreparedData, job: TrainingJob): Promise<void> {
  const { plan, blocks, report, pendingCommands: wishes } = job
  const model = buildModel(plan, blocks)
  const weights = pretrainedWeights(plan, model)
  const { backend, device } = await selectBackend(model, plan, prepared)
  if (weights) await backend.load({ weights })
  const steps = totalSteps(plan, model, prepared)
  report(startReport(plan, blocks, { device, steps }))
  for (const remark of newOutputLayerWarnings(plan)) report(remark)
  const held = createValidation(job, model, prepared.validation, prepared.tokenizer.byteLength)
  const entropy = unigramEntropy(plan, model, prepared.train)
  const unigram: Record<string, number> = entropy === undefined ? {} : { 'validation/unigram': entropy }
  const save = createCheckpointWriter(job, model, prepared)
  const samples = createSampleReporter(job, model, prepared)
  const sofar = { step: 0, tokens: 0, seconds: 0 }
  const sums = trackThroughput()
  let measured: Record<string, number> = {}

  const measure = async () => {
    if (held)
      measured = await held.measure(backend, (done, total) => report({ t: 'phase', phase: 'evaluate', done, total }))
    const values = { ...(held ? { ...measured, ...unigram } : {}), ...sums.values() }
    if (Object.keys(values).length > 0) report({ t: 'point', ...sofar, values })
    await samples.report(backend, sofar.step)
    report({ t: 'phase', phase: 'train', done: sofar.step, total: steps })
  }

  await measure()
  if (device === 'webgpu') report({ t: 'phase', phase: 'shaders' }) // the first step compiles them, which takes seconds
  while (sofar.step < steps && !wishes.stop) {
    const started = performance.now()
    const batches = await ahead.next()
    const waited = (performance.now() - started) / 1000
    const values = await optimizerStep(backend, plan, { step: sofar.step + 1, steps, batches })
    sofar.step++
    sofar.tokens += values.tokens
    const all = (performance.now() - started) / 1000
    sofar.seconds += all
    sums.step(batches, { waited, all })
    report({ t: 'point', ...sofar, values: values.measured })
    const last = sofar.step === steps
    const due = sofar.step % plan.training.evaluateEvery === 0
    const saving = sofar.step % plan.training.checkpointEvery === 0 || wishes.checkpoint
    if (last || due || wishes.sample) await measure()
    if (!last && saving) await save(backend, sofar, measured['validation/loss'])
    Object.assign(wishes, { checkpoint: false, sample: false })
    await yieldToEventLoop()
  }
  logThroughput(sums.values())
  if (wishes.stop && sofar.step < steps) await measure()
  await save(backend, sofar, measured['validation/loss'])
  await samples.release()
  await backend.dispose()
  report({ t: 'done', step: sofar.step, stopped: sofar.step < steps })
}

const logThroughput = ({ 'train/waiting': waited = 0, 'train/padding': padding = 0 }: Record<string, number>) =>
  console.error(
    `Waiting for batches took ${formatPercent(waited)} of the time of the steps; ${formatPercent(padding)} of their places were filled up.`,
  )

/** One optimizer step. Throws a problem when the loss is no longer a number. */
async function optimizerStep(
  backend: TrainingBackend,
  { optimizer, training }: Plan,
  { step, steps, batches }: { step: number; steps: number; batches: readonly Batch[] },
): Promise<{ readonly tokens: number; readonly measured: Readonly<Record<string, number>> }> {
  const tokens = batches.reduce((sum, b) => sum + b.tokens, 0)
  if (batches.every(({ supervised }) => supervised === 0)) return { tokens, measured: {} } // nothing to learn: no step
  const learningRate = optimizer.learningRate * learningRateFactor(optimizer.schedule, step - 1, steps)
  const { loss, gradientNorm } = await backend.step(batches, {
    step,
    learningRate,
    seed: hashSeed(training.seed, step),
  })
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

const formatPercent = (share: number) => `${(100 * share).toFixed(2)} %`

/** Lets commands on stdin be read: a step blocks the event loop. */
const yieldToEventLoop = () => new Promise<void>(resolve => setImmediate(resolve))
