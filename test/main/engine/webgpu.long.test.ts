import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { noGpu, softwareGpu } from './software-gpu.ts'

const root = join(import.meta.dirname, '../../..')
const gpu = softwareGpu()
if (!gpu) console.log(noGpu)
const run = promisify(execFile)

interface Line {
  readonly t: string
  readonly device?: string
  readonly values?: Record<string, number>
}

/** Training losses of ten steps of the CLM example, and the device it ran on. */
async function example(device: string) {
  const cli = join(root, 'out/main/cli.js')
  if (!existsSync(cli)) throw new Error('build first: npm run build')
  const small = ['trainer.batchSize=1', 'trainer.evaluationBatches=1', 'network.layers=2']
  const args = ['run', 'clm', '--steps', '10', '--json', '--device', device, ...small.flatMap(s => ['--set', s])]
  const home = mkdtempSync(join(tmpdir(), 'patchbay-webgpu-'))
  const { stdout } = await run(process.execPath, [cli, ...args], {
    cwd: root,
    env: { ...process.env, ...gpu, PATCHBAY_HOME: home },
  })
  const lines = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Line)
  const losses = lines.flatMap(l =>
    l.t === 'point' && l.values?.['train/loss'] !== undefined ? [l.values['train/loss']] : [],
  )
  return { losses, device: lines.find(l => l.t === 'start')?.device }
}

describe.skipIf(!gpu)('WebGPU', () => {
  test('trains the CLM example with the losses of the CPU, and nothing falls back to the CPU', async () => {
    const [cpu, webgpu] = [await example('cpu'), await example('webgpu')]
    expect([cpu.device, webgpu.device]).toEqual(['cpu', 'webgpu']) // the session refuses an operation the device lacks
    expect(webgpu.losses).toHaveLength(10)
    for (const [i, loss] of webgpu.losses.entries())
      expect(Math.abs(loss - (cpu.losses[i] ?? Number.NaN))).toBeLessThan(1e-4)
  }, 240_000)

  test.each([
    't5',
    'lstm', // its loops are written out there
  ])(
    'trains an encoder-decoder (%s) with dropout and accumulation to the same weights, read back without aborting',
    async network => {
      const script = join(import.meta.dirname, 'both-devices.ts')
      const { stdout } = await run(process.execPath, [script, network], { env: { ...process.env, ...gpu } })
      const {
        cpu,
        gpu: webgpu,
        difference,
        guesses,
      } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
        cpu: number[]
        gpu: number[]
        difference: number
        guesses: number[][]
      }
      for (const [i, value] of webgpu.entries()) expect(Math.abs(value - (cpu[i] ?? Number.NaN))).toBeLessThan(1e-4)
      expect(difference).toBeLessThan(1e-4)
      expect(guesses[0]).toHaveLength(12)
      expect(guesses[1]).toEqual(guesses[0])
    },
    120_000,
  )

  test('gives scores in chunks, and learns from them, as the CPU does', async () => {
    const script = join(import.meta.dirname, 'chunks-on-both.ts')
    const { stdout } = await run(process.execPath, [script], { env: { ...process.env, ...gpu } })
    const { guesses, ...differences } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, number>
    expect(Object.keys(differences).length).toBeGreaterThan(15) // the loss and the gradient of each parameter
    for (const [name, difference] of Object.entries(differences)) expect(difference, name).toBeLessThan(1e-4)
    expect(guesses).toBe(0)
  }, 120_000)

  test('goes on with frozen layers and with LoRA as the CPU does, and moves nothing else', async () => {
    const script = join(import.meta.dirname, 'finetune-on-both.ts')
    const { stdout } = await run(process.execPath, [script], { env: { ...process.env, ...gpu } })
    const lines = stdout.split('\n').filter(line => line.startsWith('{'))
    expect(lines).toHaveLength(2)
    for (const line of lines) {
      const { numbers, weights, moved } = JSON.parse(line) as { numbers: number; weights: number; moved: boolean[] }
      expect(numbers, line).toBeLessThan(1e-4)
      expect(weights, line).toBeLessThan(1e-4)
      expect(moved, line).toEqual([true, true])
    }
  }, 240_000)
})
