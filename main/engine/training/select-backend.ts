import { Refusals } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'
import { shuffledOrder } from '../../../core/train/batching/shuffled-order.ts'
import type { Model } from '../../../core/train/model.ts'
import { buildOptimizer } from '../../../core/train/optimizer-rules.ts'
import type { PreparedData } from '../../data/tokens/prepare-data.ts'
import type { TrainingBackend } from '../backend.ts'
import { probeGpu } from '../devices/devices.ts'
import { createCpuBackend } from '../onnx/cpu-backend.ts'
import { createWebGpuBackend } from '../onnx/webgpu-backend.ts'
import type { TrainingJob } from './training-job.ts'

interface SelectedBackend {
  readonly backend: TrainingBackend
  readonly device: 'cpu' | 'webgpu'
}

/** The machine a plan asks for; “auto” takes the graphics processor when there is one and it is faster than the CPU. */
export async function selectBackend(
  model: Model,
  { plan, blocks }: Pick<TrainingJob, 'plan' | 'blocks'>,
  prepared: PreparedData,
): Promise<SelectedBackend> {
  const { device, batchSize, accumulate, seed } = plan.training
  const options = { batchSize, accumulate, seed, optimizer: buildOptimizer(plan.optimizer, blocks) }
  const cpu = async (): Promise<SelectedBackend> => ({ backend: await createCpuBackend(model, options), device: 'cpu' })
  const webgpu = async (): Promise<SelectedBackend> => ({
    backend: await createWebGpuBackend(model, options),
    device: 'webgpu',
  })
  if (device === 'cpu') return cpu()
  if (device === 'webgpu') return webgpu().catch(refuseWebGpu)
  if (!(await probeGpu())) return cpu()
  const gpu = await webgpu().catch(() => undefined)
  const host = await cpu()
  if (
    gpu &&
    (await secondsPerStep(gpu, model, prepared, options)) < (await secondsPerStep(host, model, prepared, options))
  ) {
    await host.backend.dispose()
    return { ...gpu, backend: await recreate(gpu, webgpu) }
  }
  await gpu?.backend.dispose()
  return { ...host, backend: await recreate(host, cpu) }
}

/** A machine that was timed has moved its weights: training starts with a fresh one. */
async function recreate(used: SelectedBackend, make: () => Promise<SelectedBackend>): Promise<TrainingBackend> {
  await used.backend.dispose()
  return (await make()).backend
}

async function secondsPerStep(
  { backend }: SelectedBackend,
  { collator }: Model,
  { train }: PreparedData,
  o: { batchSize: number; accumulate: number },
) {
  const batch = collator.fill(train, shuffledOrder(collator.examples(train), o.batchSize, 1)(0), 1)
  const batches = Array.from({ length: o.accumulate }, () => batch)
  const timed = async () => {
    const started = performance.now()
    await backend.step(batches, { step: 1, learningRate: 0, seed: 1 })
    return (performance.now() - started) / 1000
  }
  await timed() // compiles shaders and fills caches
  return Math.min(await timed(), await timed())
}

function refuseWebGpu(error: unknown): never {
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  throw new Refusals([
    {
      code: 'no-webgpu',
      severity: 'error',
      param: 'device',
      message: text(
        `This graphics processor cannot train the model: ${reason}`,
        `此图形处理器无法训练该模型：${reason}`,
      ),
      fix: text(
        'Set the trainer’s device to “Processor (CPU)” or “Automatic”.',
        '请把训练器的设备设为“处理器（CPU）”或“自动”。',
      ),
    },
  ])
}
