import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { correlation } from '../../../core/metrics/correlation.ts'
import { buildModel } from '../../../core/train/model.ts'
import { buildOptimizer } from '../../../core/train/optimizer-rules.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { createCpuBackend } from '../../../main/engine/onnx/cpu-backend.ts'
import { blocks } from '../../../nodes/index.ts'
import { batches, newFolder, planOf } from '../../main/data/pipeline.ts'

function file(...lines: readonly string[]): string {
  const path = join(newFolder(), 'scores.tsv')
  writeFileSync(path, lines.join('\n'))
  return path
}

const lines = [
  '1.5\tbad food',
  '4\tgood food',
  '-2e-1\tterrible',
  '0\tno opinion',
  '3.25\tnice place',
  '5\tvery good food',
]

function scoring(path: string, family = 'bert') {
  const plan = planOf(
    batches(['scores-file', { path }], ['bpe-tokenizer', { size: 300 }], ['score-texts', { length: 16 }]),
    6,
  )
  const [network, objective] = [blocks.get(family), blocks.get('score-text')]
  const params = network?.params.parse({ width: 32, layers: 1, heads: 2, context: 32 })
  const drawn = network?.compile({} as never, params as never) as { network: never }
  const compiled = objective?.compile(drawn as never, {} as never) as { objective: never }
  return { ...plan, objective: compiled.objective as typeof plan.objective }
}

describe('scores of texts', () => {
  test('reach the network as the numbers in the file', async () => {
    const plan = scoring(file(...lines))
    const { train } = await prepareData(plan, { home: newFolder(), blocks, report: () => {} })
    const { arrays } = buildModel(plan, blocks).collator.fill(train, [0, 1, 2, 3, 4, 5], 0)
    expect(arrays.labels).toEqual(Float32Array.of(1.5, 4, -0.2, 0, 3.25, 5))
  })

  test.each(['bert', 'gpt2'])(
    '%s learns six numbers by heart, and the loss is the squared difference',
    async family => {
      const plan = scoring(file(...lines), family)
      const model = buildModel(plan, blocks)
      expect(model.network.config).toMatchObject({ id2label: { 0: 'score' } })
      const { train } = await prepareData(plan, { home: newFolder(), blocks, report: () => {} })
      const batch = model.collator.fill(train, [0, 1, 2, 3, 4, 5], 0)
      const machine = await createCpuBackend(model, {
        batchSize: 6,
        accumulate: 1,
        seed: 1,
        optimizer: buildOptimizer(plan.optimizer, blocks),
      })
      const { loss, guesses } = await machine.evaluate(batch)
      const squares = Array.from(guesses ?? [], (guess, i) => (guess - (batch.arrays.labels?.[i] as number)) ** 2)
      expect(loss).toBeCloseTo(
        squares.reduce((a, b) => a + b),
        4,
      )
      for (let step = 1; step <= 200; step++) await machine.step([batch], { step, learningRate: 0.005, seed: step })
      const after = await machine.evaluate(batch)
      expect(after.loss / 6).toBeLessThan(0.05)
      const judged = [{ batch, predictions: after.guesses as Float64Array }]
      expect(blocks.get('score-text')?.metrics?.(judged, plan.batches).correlation).toBeGreaterThan(0.99)
      await machine.dispose()
    },
  )

  test('that are no numbers are a problem that names the line', async () => {
    const prepared = prepareData(scoring(file(...lines, 'five\tgreat')), {
      home: newFolder(),
      blocks,
      report: () => {},
    })
    await expect(prepared).rejects.toThrow('Line 7')
  })

  test('are measured by correlation', () => {
    expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12)
    expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12)
    expect(correlation([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(0.8, 12)
    expect(correlation([1, 2], [5, 5])).toBe(0)
  })
})
