import { execFile } from 'node:child_process'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { DeviceInfo } from '../../../core/run/run.ts'

/** What a run can train on. `gpu` finds out whether the GPU works; its failure means no. */
export async function listDevices(gpu: () => Promise<boolean>): Promise<DeviceInfo[]> {
  const model = cpus()[0]?.model.trim()
  return [
    { id: 'cpu', name: model ? `${model} × ${cpus().length}` : 'CPU', available: true },
    { id: 'webgpu', name: 'GPU (WebGPU)', available: await gpu().catch(() => false) },
  ]
}

/** Whether a graphics processor works, asked by an engine: its program lies beside the engine's. A crash of the driver means no. */
export async function probeGpu(engine = process.argv[1] ?? ''): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [join(dirname(engine), 'devices.js')], {
      timeout: 60_000,
    })
    return (JSON.parse(stdout) as { value: boolean }).value
  } catch {
    return false
  }
}
