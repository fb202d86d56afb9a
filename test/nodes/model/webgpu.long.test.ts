import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { noGpu, softwareGpu } from '../../main/engine/software-gpu.ts'

const gpu = softwareGpu()
if (!gpu) console.log(noGpu)

// those that use what the others do not: counted places, a text read twice, and norms without bias below a mean of states; the
// script runs all cases when given none
const chosen = ['roberta_mlm', 'bart_seqcls', 'modernbert_seqcls']

test.skipIf(!gpu)(
  'on WebGPU nothing falls back to the CPU, and loss and gradient equal Transformers',
  async () => {
    const script = join(import.meta.dirname, 'on-webgpu.ts')
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...chosen], {
      env: { ...process.env, ...gpu },
    })
    const lines = stdout.split('\n').filter(line => line.startsWith('{'))
    expect(lines).toHaveLength(chosen.length)
    for (const line of lines) {
      const { loss, norm } = JSON.parse(line) as { loss: number; norm: number }
      expect(Math.abs(loss)).toBeLessThan(1e-5)
      expect(Math.abs(norm)).toBeLessThan(1e-3)
    }
  },
  180_000,
)
