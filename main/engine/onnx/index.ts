import { cpus } from 'node:os'
import { Refusals } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'
import type { Engine } from '../engine.ts'

/** ONNX Runtime, on the processor and through WebGPU on a graphics processor. */
const onnx: Engine = {
  id: 'onnx',
  available: async () => true,
  devices: [
    {
      id: 'cpu',
      title: text('CPU', 'CPU（处理器）'),
      name: processorName,
      available: async () => true,
      createBackend: async (model, options) => (await import('./cpu-backend.ts')).createCpuBackend(model, options),
    },
    {
      id: 'webgpu',
      title: text('GPU (WebGPU)', 'GPU（显卡，WebGPU）'),
      name: () => 'GPU (WebGPU)',
      available: probe => probe('devices').catch(() => false),
      createBackend: async (model, options) =>
        (await import('./webgpu-backend.ts')).createWebGpuBackend(model, options).catch(refuseWebGpu),
      compilesAtFirstStep: true,
    },
  ],
}
export default onnx

function processorName(): string {
  const model = cpus()[0]?.model.trim()
  return model ? `${model} × ${cpus().length}` : 'CPU'
}

function refuseWebGpu(error: unknown): never {
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  throw new Refusals([
    {
      code: 'no-webgpu',
      severity: 'error',
      param: 'device',
      message: text(`This GPU cannot train the model: ${reason}`, `此 GPU 无法训练该模型：${reason}`),
      fix: text('Set the trainer’s device to “CPU” or “Automatic”.', '请把训练器的设备设为“CPU”或“自动”。'),
    },
  ])
}
