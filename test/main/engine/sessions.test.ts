import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InferenceSession } from 'onnxruntime-node'
import { afterEach, expect, test, vi } from 'vitest'
import type { EngineReport } from '../../../core/run/report.ts'
import { engines } from '../../../main/engine/registry/engines.ts'
import { train } from '../../../main/engine/training/train.ts'
import { blocks } from '../../../nodes/index.ts'
import { newFolder } from '../data/pipeline.ts'
import { scoringPlan } from '../doors/scoring-plan.ts'

afterEach(() => void vi.restoreAllMocks())

/** Sessions that a training makes, and the predictions that it reports. */
async function trained(steps: number) {
  const path = join(newFolder(), 'scores.tsv')
  writeFileSync(path, ['1.5\tbad food', '4\tgood food', '-2e-1\tterrible', '0\tno opinion'].join('\n'))
  const plan = scoringPlan(path)
  const made = vi.spyOn(InferenceSession, 'create')
  const reports: EngineReport[] = []
  await train({
    plan: { ...plan, training: { ...plan.training, steps } },
    folder: newFolder(),
    home: newFolder(),
    blocks,
    engines,
    probe: async () => false,
    graph: '{}',
    report: report => reports.push(report),
    pendingCommands: { stop: false, checkpoint: false, sample: false },
  })
  const sessions = made.mock.calls.length
  made.mockRestore()
  return { sessions, samples: reports.filter(({ t }) => t === 'sample').map(sample => JSON.stringify(sample)) }
}

test('programs are compiled once: more evaluations in a training make no more sessions', async () => {
  const [short, long] = [await trained(1), await trained(5)]
  expect(short.samples).toHaveLength(2)
  expect(long.samples).toHaveLength(6)
  expect(new Set(long.samples.map(sample => JSON.parse(sample).output)).size).toBeGreaterThan(1) // with the weights of their time
  expect(long.sessions).toBe(short.sessions)
})
