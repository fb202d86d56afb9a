// node --import ./bench/with-blocks.mjs bench/length-grouping.ts [example …]: what an epoch of the examples whose rows are filled up takes with batches of mixed and of
// like lengths: share of places that are filled up, and processor time per step (of all cores), without compiling. Runs alternate.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkGraph } from '../core/compile/check-graph.ts'
import { compilePlan } from '../core/compile/compile-plan.ts'
import type { Plan } from '../core/plan/plan.ts'
import { batcher } from '../core/train/batching/batcher.ts'
import { measurePadding } from '../core/train/batching/padding.ts'
import { buildModel } from '../core/train/model.ts'
import { buildOptimizer } from '../core/train/optimizer-rules.ts'
import { prepareTokens } from '../main/data/tokens/prepare-data.ts'
import { createCpuBackend } from '../main/engine/onnx/cpu-backend.ts'
import { blocks } from '../nodes/index.ts'

const given = process.argv.slice(2)
const rounds = 4
const steps = 12

function planOf(example: string): Plan {
  const file = join(import.meta.dirname, '..', 'examples', `${example}.patchbay`)
  const checked = checkGraph(JSON.parse(readFileSync(file, 'utf8')), blocks)
  const compiled = checked.ok ? compilePlan(checked.value) : checked
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message.en).join(' '))
  return compiled.value
}

/** The training of a plan, and how to take some of its steps. */
async function trainingOf(plan: Plan, alike: boolean, home: string) {
  const collator = { ...plan.batches.collator, params: { ...plan.batches.collator.params, alike } }
  const model = buildModel({ ...plan, batches: { ...plan.batches, collator } }, blocks)
  const { train } = await prepareTokens(plan.batches.tokens, { home, blocks, report: () => {} })
  const batchesOf = batcher(model.collator, train, plan.training)
  const machine = await createCpuBackend(model, { ...plan.training, optimizer: buildOptimizer(plan.optimizer, blocks) })
  let step = 0
  const take = async (count: number) => {
    for (let i = 0; i < count; i++)
      await machine.step(batchesOf(step), { step: ++step, learningRate: 1e-4, seed: step })
  }
  return { machine, take, padding: measurePadding(model.collator, train, plan.training) }
}

async function processorTime(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

for (const example of given.length > 0 ? given : ['pronounce', 'translate', 'sentiment', 'tags', 'questions']) {
  const home = mkdtempSync(join(tmpdir(), 'patchbay-alike-'))
  const plan = planOf(example)
  const [mixed, alike] = [await trainingOf(plan, false, home), await trainingOf(plan, true, home)]
  for (const { take } of [mixed, alike]) await take(30) // all programs are compiled
  const found: { readonly mixed: number; readonly alike: number }[] = []
  for (let round = 0; round < rounds; round++)
    found.push({
      mixed: await processorTime(() => mixed.take(steps)),
      alike: await processorTime(() => alike.take(steps)),
    })
  const [before, after] = [median(found.map(f => f.mixed)) / steps, median(found.map(f => f.alike)) / steps]
  const share = (of: typeof mixed) => `${(100 * (of.padding?.share ?? 0)).toFixed(0)} %`
  console.log(
    `${example.padEnd(12)} filled up ${share(mixed)} → ${share(alike)}, ${before.toFixed(0)} → ${after.toFixed(0)} ms of processor time a step: ${(before / after).toFixed(2)} times as fast`,
  )
  await mixed.machine.dispose()
  await alike.machine.dispose()
  rmSync(home, { recursive: true })
}
