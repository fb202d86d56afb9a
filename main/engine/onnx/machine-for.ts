import type { Plan } from '../../../core/plan/plan.ts'
import { Refusals } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'
import type { Model } from '../../../core/train/model.ts'
import { order } from '../../../core/train/order.ts'
import type { Prepared } from '../../data/prepare.ts'
import { probe } from '../devices/probe.ts'
import { cpuMachine } from './cpu.ts'
import type { Machine } from './machine.ts'
import { webgpuMachine } from './webgpu.ts'

interface Chosen {
  readonly machine: Machine
  readonly device: 'cpu' | 'webgpu'
}

/** The machine a plan asks for; “auto” takes the graphics processor when there is one and it is faster than the CPU. */
export async function machineFor(model: Model, plan: Plan, prepared: Prepared): Promise<Chosen> {
  const { device, batchSize, accumulate, seed } = plan.training
  const options = { batchSize, accumulate, seed, optimizer: plan.optimizer }
  const cpu = async (): Promise<Chosen> => ({ machine: await cpuMachine(model, options), device: 'cpu' })
  const webgpu = async (): Promise<Chosen> => ({ machine: await webgpuMachine(model, options), device: 'webgpu' })
  if (device === 'cpu') return cpu()
  if (device === 'webgpu') return webgpu().catch(refused)
  if (!(await probe())) return cpu()
  const gpu = await webgpu().catch(() => undefined)
  const host = await cpu()
  if (
    gpu &&
    (await secondsPerStep(gpu, model, prepared, options)) < (await secondsPerStep(host, model, prepared, options))
  ) {
    await host.machine.dispose()
    return { ...gpu, machine: await renewed(gpu, webgpu) }
  }
  await gpu?.machine.dispose()
  return { ...host, machine: await renewed(host, cpu) }
}

/** A machine that was timed has moved its weights: training starts with a fresh one. */
async function renewed(used: Chosen, make: () => Promise<Chosen>): Promise<Machine> {
  await used.machine.dispose()
  return (await make()).machine
}

async function secondsPerStep(
  { machine }: Chosen,
  { collator }: Model,
  { train }: Prepared,
  o: { batchSize: number; accumulate: number },
) {
  const batch = collator.fill(train, order(collator.examples(train), o.batchSize, 1)(0), 1)
  const batches = Array.from({ length: o.accumulate }, () => batch)
  const timed = async () => {
    const started = performance.now()
    await machine.step(batches, { step: 1, learningRate: 0, seed: 1 })
    return (performance.now() - started) / 1000
  }
  await timed() // compiles shaders and fills caches
  return Math.min(await timed(), await timed())
}

function refused(error: unknown): never {
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
