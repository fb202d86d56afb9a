import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { taskFacts } from '../../../core/block/abilities.ts'
import type { Block, Blocks } from '../../../core/block/block.ts'
import { blockInfo as served } from '../../../core/block/block-info.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import { evaluateCheckpoint } from '../../../main/engine/evaluation/evaluate-checkpoint.ts'
import type { PredictionTaskFile } from '../../../main/engine/inference/tasks/prediction-task.ts'
import { predictionTaskFor, registerPredictionTasks } from '../../../main/engine/inference/tasks/predictor-for.ts'
import { engines } from '../../../main/engine/registry/engines.ts'
import { train } from '../../../main/engine/training/train.ts'
import { compareRuns } from '../../../main/runs/compare-runs.ts'
import { blocks } from '../../../nodes/index.ts'
import { taskOf } from '../../../nodes/objective/tasks.ts'
import { newFolder } from '../data/pipeline.ts'
import { scoringPlan } from './scoring-plan.ts'

// An objective is one file, and how its models answer another one: each is found by its folder.
const objectives = import.meta.glob<{ readonly default: Block }>('./toy-task/objective/*.ts', { eager: true })
const added = Object.values(objectives).map(file => file.default)
for (const block of added) (blocks as Map<string, Block>).set(block.id, block)
const forget = registerPredictionTasks(import.meta.glob<PredictionTaskFile>('./toy-task/predict/*.ts', { eager: true }))
afterAll(() => {
  forget()
  for (const block of added) (blocks as Map<string, Block>).delete(block.id)
})

/** A plan of grades, as the trainer makes it from a collator of that task and the objective. */
function gradingPlan(): Plan {
  const path = join(newFolder(), 'grades.tsv')
  writeFileSync(path, ['1\tbad food', '4\tgood food', '0\tterrible', '2\tno opinion'].join('\n'))
  const plan = scoringPlan(path)
  const { network } = plan.objective
  const objective = blocks.get('grade-text')?.compile({ network } as never, {} as never).objective
  const given = { batches: { ...plan.batches, task: 'grade' }, objective, optimizer: plan.optimizer }
  const trainer = blocks.get('trainer') as Block
  const params = trainer.params.parse({ unit: 'steps', length: 3, batchSize: 2, evaluateEvery: 1, device: 'cpu' })
  const made = trainer.compile(given as never, params as never).training as Omit<Plan, 'name' | 'format'>
  return { ...made, format: 'patchbay-plan/1', name: 'Grades' }
}

test('an objective of a new task trains, answers while it trains, and is evaluated', async () => {
  const plan = gradingPlan()
  const [folder, home] = [newFolder(), newFolder()]
  const reports: EngineReport[] = []
  await train({
    plan,
    folder,
    home,
    blocks,
    engines,
    probe: async () => false,
    graph: '{}',
    report: report => reports.push(report),
    pendingCommands: { stop: false, checkpoint: false, sample: false },
  })
  const samples = reports.flatMap(report => (report.t === 'sample' ? [report.output] : []))
  expect(samples).toHaveLength(4)
  for (const output of samples) expect(output).toMatch(/^grade -?\d+$/)
  const values = Object.assign({}, ...reports.map(report => (report.t === 'point' ? report.values : {})))
  expect(values).toMatchObject({ 'validation/accuracy': expect.any(Number), 'validation/macro-f1': expect.any(Number) })

  const saved = reports.findLast(report => report.t === 'checkpoint')
  const evaluation = await evaluateCheckpoint(
    { folder: join(folder, saved?.t === 'checkpoint' ? saved.folder : ''), plan, home, beams: 1, seed: 0 },
    () => undefined,
  )
  expect(evaluation).toMatchObject({ task: 'grade', data: 'validation', rows: 2 })
  expect(evaluation.measures.accuracy).toBe(values['validation/accuracy'])
  expect(evaluation.measures).not.toHaveProperty('perplexity')
}, 60_000)

test('its name and its form of answer reach the window with its block, and a comparison knows it', () => {
  const infos = [...blocks.values()].map(served)
  expect(taskFacts(infos, 'grade')).toMatchObject({ title: { en: 'Grading', zh: '评级' }, answer: 'score' })
  const plan = gradingPlan()
  const run = { latest: { 'validation/loss': 1 }, first: {}, best: {} } as never
  const { measures } = compareRuns([{ run, graph: { blocks: [], wires: [] } as never, plan }], blocks)
  expect(measures.find(({ name }) => name === 'objective')?.values).toEqual(['grade'])
  expect(measures.map(({ name }) => name)).not.toContain('perplexity')
})

test('every task that a collator or an objective names is declared once, and something answers for it', () => {
  const declared = [...(blocks as Blocks).values()].flatMap(({ task }) => task ?? [])
  const ids = declared.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const files = import.meta.glob<string>('../../../nodes/{collate,objective}/*.ts', { query: '?raw', eager: true })
  const named = Object.values(files).flatMap(file =>
    [...JSON.stringify(file).matchAll(/\btask: '([a-z0-9]+)'/g)].map(([, task]) => task as string),
  )
  expect(named.length).toBeGreaterThan(10)
  for (const task of new Set(named)) {
    expect(taskOf(task)?.id).toBe(task)
    const plan = { batches: { task, tokens: { rows: { columns: [] } } }, objective: {} } as unknown as Plan
    expect(predictionTaskFor(plan).task).toBe(task)
  }
})
