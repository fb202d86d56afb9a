import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import type { DeviceInfo } from '../../../core/run/run.ts'
import { callChild } from '../../process/child-client.ts'

/** What a run can train on. `gpu` finds out whether the GPU works; its failure means no. */
export async function listDevices(gpu: () => Promise<boolean>): Promise<DeviceInfo[]> {
  const model = cpus()[0]?.model.trim()
  return [
    { id: 'cpu', name: model ? `${model} × ${cpus().length}` : 'CPU', available: true },
    { id: 'webgpu', name: 'GPU (WebGPU)', available: await gpu().catch(() => false) },
  ]
}

/** Whether a GPU works, asked by an engine: the program that finds out lies beside the engine's. A crash of the driver means no. */
export const probeGpu = (engine = process.argv[1] ?? ''): Promise<boolean> =>
  callChild<boolean>(
    { node: process.execPath, script: join(dirname(engine), 'devices.js'), timeoutMs: 60_000 },
    {},
  ).catch(() => false)
