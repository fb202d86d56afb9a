import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Block, Blocks } from '../../core/block/block.ts'
import { checkGraph } from '../../core/compile/check-graph.ts'
import { compilePlan } from '../../core/compile/compile-plan.ts'
import type { TokenTable } from '../../core/data/batch.ts'
import { tokenColumn } from '../../core/data/token-column.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { createRandom } from '../../core/random.ts'
import { buildModel } from '../../core/train/model.ts'
import { buildOptimizer } from '../../core/train/optimizer-rules.ts'
import { createCpuBackend } from '../../main/engine/onnx/cpu-backend.ts'
import { blocks as shipped } from '../../nodes/index.ts'
import { withType } from '../core/compile/graphs.ts'
import { graphOf } from './model/small-plan.ts'
import { expectSound } from './sound-block.ts'

// docs/writing-a-block.md holds a whole block: here it is taken at its word.
const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/writing-a-block.md'), 'utf8')
const place = /^`nodes\/(.+)\.ts`:$/m.exec(page)?.[1] ?? ''
const code = /^```ts\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? ''
const folder = join(root, 'out', 'docs')
const file = join(folder, `${place.split('/').at(-1)}.ts`)

mkdirSync(folder, { recursive: true })
writeFileSync(file, code.replaceAll("'./", "'../../nodes/collate/"))
const { default: block } = (await import(/* @vite-ignore */ file)) as { default: Block }
const blocks: Blocks = new Map([...shipped, [block.id, block]])

test('the block of the page has what every block must have', () => {
  expectSound(block, place)
})

test('its types are right', () => {
  const options = { noEmit: true, composite: false, emitDeclarationOnly: false, rootDir: '../..' }
  const config = { extends: '../../tsconfig.base.json', compilerOptions: options, files: [file] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  expect(() => execFileSync(process.execPath, [tsc, '-p', folder], { stdio: 'inherit' })).not.toThrow()
})

function compiled(params: Record<string, unknown>) {
  const checked = checkGraph(withType(graphOf('t5'), 'collator', block.id, params), blocks)
  return checked.ok ? compilePlan(checked.value) : checked
}

function planOf(params: Record<string, unknown>): Plan {
  const plan = compiled(params)
  if (!plan.ok) throw new Error(plan.problems.map(p => p.message.en).join(' '))
  return plan.value
}

const { int } = createRandom(3)
const ids = Int32Array.from({ length: 300 }, () => 4 + int(400))
const table: TokenTable = { columns: { text: tokenColumn({ ids, starts: [0, 100, ids.length] }) } }

test('what is left of a window stands in its order, and the labels are the whole window', () => {
  const { collator } = buildModel(planOf({ length: 16, rate: 0.25 }), blocks)
  const { arrays, tokens, supervised } = collator.fill(table, [0, 3], 1)
  for (const [name, { shape }] of Object.entries(collator.feeds(2)))
    expect(arrays[name]).toHaveLength(shape.reduce((a, b) => a * b))
  expect(Array.from(arrays.labels ?? []).slice(0, 17)).toEqual([...ids.subarray(0, 16), 2])
  const left = Array.from(arrays.ids ?? []).slice(0, 12)
  const found = left.reduce((from, id) => ids.indexOf(id, from) + 1, 0)
  expect(found).toBeGreaterThanOrEqual(12)
  expect(found).toBeLessThanOrEqual(16)
  expect({ tokens, supervised }).toEqual({ tokens: 32, supervised: 34 })
  expect(collator.fill(table, [0, 3], 1)).toEqual(collator.fill(table, [0, 3], 1))
  expect(collator.fill(table, [0, 3], 2).arrays.ids).not.toEqual(arrays.ids)
})

test('what it cannot do is refused', () => {
  const plan = compiled({ length: 8, rate: 0.05 })
  expect(plan.ok ? [] : plan.problems).toMatchObject([{ code: 'nothing-deleted', block: 'collator', param: 'rate' }])
})

test('a network learns from it', async () => {
  const plan = planOf({ length: 16 })
  const model = buildModel(plan, blocks)
  const machine = await createCpuBackend(model, {
    batchSize: 8,
    accumulate: 1,
    seed: 1,
    optimizer: buildOptimizer(plan.optimizer, blocks),
  })
  const batch = model.collator.fill(table, [0, 1, 2, 3, 4, 5, 6, 7], 1)
  const losses: number[] = []
  for (let step = 1; step <= 60; step++)
    losses.push((await machine.step([batch], { step, learningRate: 1e-2, seed: step })).loss)
  await machine.dispose()
  expect(losses.at(-1)).toBeLessThan(0.5 * (losses[0] as number))
})
