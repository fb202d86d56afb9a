import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Blocks } from '../../../../core/block/block.ts'
import { checkGraph } from '../../../../core/compile/check-graph.ts'
import { compilePlan } from '../../../../core/compile/compile-plan.ts'
import type { Plan } from '../../../../core/plan/plan.ts'
import type { EngineReport } from '../../../../core/run/report.ts'
import type { Engines } from '../../../../main/engine/engine.ts'
import { engines as shippedEngines } from '../../../../main/engine/registry/engines.ts'
import { train } from '../../../../main/engine/training/train.ts'
import type { PendingCommands } from '../../../../main/engine/training/training-job.ts'
import { blocks as shippedBlocks } from '../../../../nodes/index.ts'
import { withBlock, withParams, withType, withWire } from '../../../core/compile/graphs.ts'
import { graphOf } from '../../../nodes/model/small-plan.ts'

interface Options {
  readonly blocks?: Blocks
  readonly engines?: Engines
  /** The block that takes the place of AdamW. */
  readonly optimizer?: string
  readonly trainer?: Record<string, unknown>
  /** Parameters of its learning rate schedule; default: none. */
  readonly schedule?: Record<string, unknown>
  readonly onFolder?: (folder: string) => void
  readonly onReport?: (report: EngineReport, pending: PendingCommands) => void
}

const sentences = Array.from(
  { length: 60 },
  (_, i) => `The ${['cat', 'dog', 'bird'][i % 3]} number ${i} sat on the mat.`,
)

/** The plan of a tiny GPT-2 over a small file. */
export function tinyPlan(options: Options = {}): Plan {
  const { blocks = shippedBlocks, optimizer = 'adamw', trainer = {}, schedule } = options
  const file = join(mkdtempSync(join(tmpdir(), 'patchbay-text-')), 'text.txt')
  writeFileSync(file, sentences.join('\n'))
  const sizes = { width: 16, layers: 1, heads: 2 }
  const drawn = graphOf('gpt2', sizes, { batchSize: 4, length: 8, evaluateEvery: 4, evaluationBatches: 1, ...trainer })
  const read = withType(withParams(drawn, 'tokenizer', { size: 300 }), 'text', 'text-file', {
    path: file,
    unit: 'line',
  })
  const optimized = withType(read, 'optimizer', optimizer, {})
  const scheduled = withBlock(optimized, 'schedule', 'warmup-decay', schedule)
  const wired = schedule ? withWire(scheduled, 'schedule.schedule → optimizer.schedule') : optimized
  const checked = checkGraph(wired, blocks)
  const compiled = checked.ok ? compilePlan(checked.value) : checked
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  return compiled.value
}

/** Trains it to its end in a folder of its own. */
export async function trainTiny(options: Options = {}) {
  const { blocks = shippedBlocks, engines = shippedEngines, onReport } = options
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-training-'))
  options.onFolder?.(folder)
  const reports: EngineReport[] = []
  const pendingCommands: PendingCommands = { stop: false, checkpoint: false, sample: false }
  const report = (one: EngineReport) => {
    reports.push(one)
    onReport?.(one, pendingCommands)
  }
  await train({
    plan: tinyPlan(options),
    folder,
    home: folder,
    blocks,
    engines,
    probe: async () => false,
    graph: '{}',
    report,
    pendingCommands,
  })
  const values = (name: string) =>
    reports.flatMap(r => (r.t === 'point' && typeof r.values[name] === 'number' ? [r.values[name]] : []))
  const checkpoints = join(folder, 'checkpoints')
  return { folder, reports, values, checkpoints: existsSync(checkpoints) ? readdirSync(checkpoints) : [] }
}
