import { cpus } from 'node:os'
import type { DeviceInfo } from '../../../core/run.ts'

/** What a run can train on. `gpu` finds out whether the GPU works; its failure means no. */
export async function devices(gpu: () => Promise<boolean>): Promise<DeviceInfo[]> {
  const model = cpus()[0]?.model.trim()
  return [
    { id: 'cpu', name: model ? `${model} × ${cpus().length}` : 'CPU', available: true },
    { id: 'webgpu', name: 'GPU (WebGPU)', available: await gpu().catch(() => false) },
  ]
}
