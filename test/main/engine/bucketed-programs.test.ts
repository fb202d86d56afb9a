import { expect, test } from 'vitest'
import type { Batch, LengthBucketing } from '../../../core/data/batch.ts'
import { createRandom } from '../../../core/random.ts'
import { buildModel } from '../../../core/train/model.ts'
import { buildOptimizer } from '../../../core/train/optimizer-rules.ts'
import { createCpuBackend } from '../../../main/engine/onnx/cpu-backend.ts'
import { blocks } from '../../../nodes/index.ts'
import { column, ordinaryTokens } from '../../nodes/collate/toy.ts'
import { type Family, planOf } from '../../nodes/model/small-plan.ts'

const { int } = createRandom(2)
const rows = (longest: number) =>
  Array.from({ length: 8 }, () => ordinaryTokens({ ...createRandom(7), int }, 1 + int(longest)))
const table = { columns: { text: column(...rows(9)), source: column(...rows(9)), target: column(...rows(6)) } }
const examples = [0, 1, 2, 3, 4, 5, 6, 7]

const paired = { block: 'pair-tokens', params: { sourceLength: 32, targetLength: 24, alike: true } }
const padded = { block: 'shift-tokens', params: { length: 32, rows: 'pad', across: true, alike: true } }

test.each<[Family, typeof paired | typeof padded, number]>([
  ['gpt2', padded, 1],
  ['llama', padded, 2],
  ['t5', paired, 1],
  ['bart', paired, 2],
])(
  'a step of %s learns the same from a batch with less padding, before and after full ones',
  async (family, collator, accumulate) => {
    const plan = planOf(family, { dropout: 0 })
    const model = buildModel({ ...plan, batches: { ...plan.batches, collator } }, blocks)
    const { lengthBucketing: shorter } = model.collator as { lengthBucketing: LengthBucketing }
    const room = Math.max(...examples.map(example => shorter.lengthOf(table, example)))
    expect(room).toBeLessThan(shorter.maxLength / 2)
    const full = model.collator.fill(table, examples, 1)
    const less: Batch = { ...shorter.withMaxLength(room).fill(table, examples, 1), bucketLength: room }
    const run = async (batches: readonly Batch[]) => {
      const machine = await createCpuBackend(model, {
        batchSize: 8,
        accumulate,
        seed: 1,
        optimizer: buildOptimizer(plan.optimizer, blocks),
      })
      const found: number[] = []
      for (const [step, batch] of batches.entries()) {
        const at = { step: step + 1, learningRate: 1e-2, seed: 1 }
        const { loss, gradientNorm: norm } = await machine.step(Array(accumulate).fill(batch), at)
        found.push(loss, norm)
      }
      found.push((await machine.evaluate(batches[0] as Batch)).loss)
      await machine.dispose()
      return found
    }
    const [expected, found] = [await run([full, full, full, full]), await run([less, full, less, less])]
    for (const [i, value] of found.entries()) expect(Math.abs(value / (expected[i] as number) - 1)).toBeLessThan(2e-4)
  },
)
