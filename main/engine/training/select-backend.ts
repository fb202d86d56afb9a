import { defaultEngine, deviceChoice } from '../../../core/plan/device.ts'
import { shuffledOrder } from '../../../core/train/batching/shuffled-order.ts'
import type { Model } from '../../../core/train/model.ts'
import { buildOptimizer } from '../../../core/train/optimizer-rules.ts'
import type { PreparedData } from '../../data/tokens/prepare-data.ts'
import type { BackendOptions, TrainingBackend } from '../backend.ts'
import type { Engine, EngineDevice, Probe } from '../engine.ts'
import type { TrainingJob } from './training-job.ts'

export interface SelectedBackend {
  readonly backend: TrainingBackend
  readonly engine: string
  /** As a person would choose it. */
  readonly device: string
  readonly compilesAtFirstStep: boolean
}

/** The backend of the device that a plan asks for; “auto” takes the one with the fastest steps of those that its engine finds. */
export async function selectBackend(
  model: Model,
  { plan, blocks, engines, probe }: Pick<TrainingJob, 'plan' | 'blocks' | 'engines' | 'probe'>,
  prepared: PreparedData,
): Promise<SelectedBackend> {
  const { engine: id = defaultEngine, batchSize, accumulate, seed } = plan.training
  const engine = engines.get(id)
  if (!engine) throw new Error(`selectBackend: there is no engine '${id}'`)
  const options = { batchSize, accumulate, seed, optimizer: buildOptimizer(plan.optimizer, blocks) }
  const candidates = await candidateDevices(engine, plan.training.device, probe)
  const device = candidates.length === 1 ? candidates[0] : await fastestDevice(candidates, model, prepared, options)
  if (!device) throw new Error(`selectBackend: the engine '${id}' has no device '${plan.training.device}'`)
  return {
    backend: await device.createBackend(model, options), // one that was timed has moved its weights: training starts with a fresh one
    engine: id,
    device: deviceChoice({ engine: id, device: device.id }),
    compilesAtFirstStep: device.compilesAtFirstStep ?? false,
  }
}

async function candidateDevices({ devices }: Engine, wanted: string, probe: Probe): Promise<EngineDevice[]> {
  if (wanted !== 'auto') return devices.filter(({ id }) => id === wanted)
  const available = await Promise.all(devices.map(device => device.available(probe)))
  return devices.filter((_, i) => available[i])
}

/** The device whose steps are the fastest; those that cannot train the model drop out, unless it is all of them. */
async function fastestDevice(
  devices: readonly EngineDevice[],
  model: Model,
  prepared: PreparedData,
  options: BackendOptions,
): Promise<EngineDevice | undefined> {
  const timed: { readonly device: EngineDevice; readonly seconds: number }[] = []
  let failure: unknown
  for (const device of devices) {
    try {
      timed.push({ device, seconds: await secondsPerStep(device, model, prepared, options) })
    } catch (error) {
      failure = error
    }
  }
  if (timed.length === 0 && failure !== undefined) throw failure
  const [first, ...others] = timed
  return others.reduce((best, one) => (best && one.seconds < best.seconds ? one : best), first)?.device
}

async function secondsPerStep(
  device: EngineDevice,
  model: Model,
  { train }: PreparedData,
  options: BackendOptions,
): Promise<number> {
  const { collator } = model
  const batch = collator.fill(train, shuffledOrder(collator.examples(train), options.batchSize, 1)(0), 1)
  const batches = Array.from({ length: options.accumulate }, () => batch)
  const backend = await device.createBackend(model, options)
  const timed = async () => {
    const started = performance.now()
    await backend.step(batches, { step: 1, learningRate: 0, seed: 1 })
    return (performance.now() - started) / 1000
  }
  try {
    await timed() // compiles shaders and fills caches
    return Math.min(await timed(), await timed())
  } finally {
    await backend.dispose()
  }
}
