import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { allMetrics, isAtLeastAsGood, metricOf, metricTitle, registerMetrics } from '../../../core/metrics/index.ts'
import type { MetricFile } from '../../../core/metrics/metric.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import { engines } from '../../../main/engine/registry/engines.ts'
import { train } from '../../../main/engine/training/train.ts'
import { formatComparison } from '../../../main/hosts/cli/format-comparison.ts'
import { formatEvaluation } from '../../../main/hosts/cli/format-evaluation.ts'
import { compareRuns } from '../../../main/runs/compare-runs.ts'
import { currentProcess } from '../../../main/store/owner-process.ts'
import { recordReports } from '../../../main/store/record-reports.ts'
import { openStore } from '../../../main/store/store.ts'
import { blocks } from '../../../nodes/index.ts'
import { newFolder } from '../data/pipeline.ts'
import { scoringPlan } from './scoring-plan.ts'

// A metric is one file: registered by its folder, it is measured, stored, compared and shown.
const forget = registerMetrics(import.meta.glob<MetricFile>('./toy-metrics/*.ts', { eager: true }))
afterAll(forget)

test('a metric of a single file is trained with, stored with its best value, compared and shown', async () => {
  const path = join(newFolder(), 'scores.tsv')
  writeFileSync(path, ['1.5\tbad food', '4\tgood food', '-2e-1\tterrible', '0\tno opinion'].join('\n'))
  const plan = scoringPlan(path)
  const reports: EngineReport[] = []
  const folder = newFolder()
  await train({
    plan: { ...plan, training: { ...plan.training, steps: 3 } },
    folder,
    home: newFolder(),
    blocks,
    engines,
    probe: async () => false,
    graph: '{}',
    report: report => reports.push(report),
    pendingCommands: { stop: false, checkpoint: false, sample: false },
  })
  const measured = reports.flatMap(report =>
    report.t === 'point' && 'validation/overestimates' in report.values
      ? [report.values['validation/overestimates'] as number]
      : [],
  )
  expect(measured.length).toBeGreaterThan(1)

  const store = openStore(join(newFolder(), 'patchbay.db'))
  const started = new Date().toISOString()
  store.runs.add({ id: 'a', name: 'toy', task: 'score', device: 'cpu', steps: 3, started }, currentProcess())
  recordReports(store, 'a', folder, reports)
  const run = store.runs.get('a')
  store.close()
  if (!run) throw new Error('no run')
  expect(run.best['validation/overestimates']).toBe(Math.min(...measured))

  const compared = compareRuns([{ run, graph: { blocks: [], wires: [] } as never, plan }], blocks)
  expect(formatComparison(compared, 'en')).toContain('numbers above the right one')
  const measures = { overestimates: 0.25 }
  const evaluation = { task: 'score', folder, data: 'file', rows: 4, of: 4, seconds: 1, measures } as const
  expect(formatEvaluation(evaluation, 'zh')).toMatch(/高于真值的数字\s+25\.0 %/)
})

test('every metric has one id, a title in both languages, and an order if it is shown first', () => {
  const all = allMetrics()
  const names = all.flatMap(({ id, aliases = [] }) => [id, ...aliases])
  expect(new Set(names).size).toBe(names.length)
  for (const { id, title } of all) {
    expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    expect(title.en && title.zh).toBeTruthy()
  }
  expect(all[0]?.id).toBe('loss')
})

test('a file that adds a metric which is there already is a bug that names it', () => {
  const file = { default: { id: 'accuracy', title: metricTitle('accuracy'), unit: 'fraction' } } as const
  expect(() => registerMetrics({ again: file })).toThrow("'accuracy' is there already")
})

test('names of points, of evaluations and of earlier versions mean the same metric', () => {
  expect(metricOf('validation/accuracy')).toBe(metricOf('accuracy'))
  expect(metricOf('train/rate')).toBe(metricOf('train/learning-rate'))
  expect(metricTitle('validation/of another version')).toEqual({
    en: 'validation/of another version',
    zh: 'validation/of another version',
  })
})

test('which value is better is what the metric says, and NaN never is', () => {
  expect(isAtLeastAsGood('validation/loss', 1, 2)).toBe(true)
  expect(isAtLeastAsGood('validation/accuracy', 1, 2)).toBe(false)
  expect(isAtLeastAsGood('loss', Number.NaN, 2)).toBe(false)
  expect(isAtLeastAsGood('loss', 5, Number.NaN)).toBe(true)
  expect(isAtLeastAsGood('learning-rate', 1, 2)).toBe(false)
})
