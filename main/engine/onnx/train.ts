import type { Batch } from '../../../core/batch.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { Refusals } from '../../../core/problem.ts'
import { hash } from '../../../core/random.ts'
import type { Model } from '../../../core/train/model.ts'
import { modelOf } from '../../../core/train/model.ts'
import { share } from '../../../core/train/schedule.ts'
import { type Prepared, prepare } from '../../data/prepare.ts'
import { type BatchesAhead, batchesAhead } from './batches-ahead.ts'
import { diverged } from './diverged.ts'
import { economy } from './economy.ts'
import type { Job } from './job.ts'
import type { Machine } from './machine.ts'
import { machineFor } from './machine-for.ts'
import { sampler } from './sampler.ts'
import { saver } from './saver.ts'
import { givenUp, starting } from './starting.ts'
import { startingWeights } from './starting-weights.ts'
import { unigramEntropy } from './unigram.ts'
import { validation } from './validation.ts'

/** Trains a plan to its end, or until asked to stop, reporting on the way. Throws Refusals for problems the user can fix. */
export async function train(job: Job): Promise<void> {
  const { plan, report } = job
  const prepared = await prepare(plan, job)
  report({ t: 'phase', phase: 'build' })
  const ahead = batchesAhead({ plan, folder: prepared.folder, from: 0 }) // begins while programs are compiled
  try {
    await trainOn(ahead, prepared, job)
  } finally {
    await ahead.close()
  }
}

async function trainOn(ahead: BatchesAhead, prepared: Prepared, job: Job): Promise<void> {
  const { plan, blocks, report, wishes } = job
  const model = modelOf(plan, blocks)
  const weights = startingWeights(plan, model)
  const { machine, device } = await machineFor(model, plan, prepared)
  if (weights) await machine.load({ weights })
  const steps = stepsOf(plan, model, prepared)
  report(starting(plan, blocks, { device, steps }))
  for (const remark of givenUp(plan)) report(remark)
  const held = validation(job, model, prepared.validation, prepared.tokenizer.byteLength)
  const entropy = unigramEntropy(plan, model, prepared.train)
  const unigram: Record<string, number> = entropy === undefined ? {} : { 'validation/unigram': entropy }
  const save = saver(job, model, prepared)
  const say = sampler(job, model, prepared)
  const sofar = { step: 0, tokens: 0, seconds: 0 }
  const sums = economy()
  let measured: Record<string, number> = {}

  const measure = async () => {
    if (held)
      measured = await held.measure(machine, (done, total) => report({ t: 'phase', phase: 'evaluate', done, total }))
    const values = { ...(held ? { ...measured, ...unigram } : {}), ...sums.values() }
    if (Object.keys(values).length > 0) report({ t: 'point', ...sofar, values })
    await say(machine, sofar.step)
    report({ t: 'phase', phase: 'train', done: sofar.step, total: steps })
  }

  await measure()
  if (device === 'webgpu') report({ t: 'phase', phase: 'shaders' }) // the first step compiles them, which takes seconds
  while (sofar.step < steps && !wishes.stop) {
    const started = performance.now()
    const batches = await ahead.next()
    const waited = (performance.now() - started) / 1000
    const values = await advance(machine, plan, { step: sofar.step + 1, steps, batches })
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
    if (!last && saving) await save(machine, sofar, measured['validation/loss'])
    Object.assign(wishes, { checkpoint: false, sample: false })
    await breathe()
  }
  log(sums.values())
  if (wishes.stop && sofar.step < steps) await measure()
  await save(machine, sofar, measured['validation/loss'])
  await machine.dispose()
  report({ t: 'done', step: sofar.step, stopped: sofar.step < steps })
}

const log = ({ 'train/waiting': waited = 0, 'train/padding': padding = 0 }: Record<string, number>) =>
  console.error(
    `Waiting for batches took ${percent(waited)} of the time of the steps; ${percent(padding)} of their places were filled up.`,
  )

/** One optimizer step. Throws a problem when the loss is no longer a number. */
async function advance(
  machine: Machine,
  { optimizer, training }: Plan,
  { step, steps, batches }: { step: number; steps: number; batches: readonly Batch[] },
): Promise<{ readonly tokens: number; readonly measured: Readonly<Record<string, number>> }> {
  const tokens = batches.reduce((sum, b) => sum + b.tokens, 0)
  if (batches.every(({ supervised }) => supervised === 0)) return { tokens, measured: {} } // nothing to learn: no step
  const learningRate = optimizer.learningRate * share(optimizer.schedule, step - 1, steps)
  const { loss, norm } = await machine.step(batches, { step, learningRate, seed: hash(training.seed, step) })
  if (!Number.isFinite(loss) || !Number.isFinite(norm)) throw new Refusals([diverged(step, loss)])
  return { tokens, measured: { 'train/loss': loss, 'train/gradient-norm': norm, 'train/learning-rate': learningRate } }
}

function stepsOf({ training }: Plan, { collator }: Model, { train }: Prepared): number {
  const { steps, epochs = 1, batchSize, accumulate } = training
  return steps ?? Math.max(1, Math.ceil((epochs * collator.examples(train)) / (batchSize * accumulate)))
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`

/** Lets commands on stdin be read: a step blocks the event loop. */
const breathe = () => new Promise<void>(resolve => setImmediate(resolve))
