import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Plan } from '../../../core/plan/plan.ts'
import { type Problem, Refusals } from '../../../core/problem.ts'
import type { EngineCommand, EngineReport } from '../../../core/run/report.ts'
import { text } from '../../../core/text.ts'
import { blocks } from '../../../nodes/index.ts'
import { callChild } from '../../process/child-client.ts'
import { jsonLine } from '../../process/child-server.ts'
import { engines } from '../registry/engines.ts'
import { train } from './train.ts'
import type { PendingCommands } from './training-job.ts'

/** The engine: trains the plan of one run folder. Reports on stdout, log on stderr, commands on stdin. */

const [folder, home] = process.argv.slice(2)
if (!folder || !home) throw new Error('engine: expected a run folder and the home folder')

/** Lines go out whole and in order. A reader that is gone is no reason to fail: the end of stdin stops the run. */
const report = (message: EngineReport) => process.stdout.write(jsonLine(message))
process.stdout.on('error', () => {})

const pendingCommands: PendingCommands = { stop: false, checkpoint: false, sample: false }
const commands = createInterface({ input: process.stdin })
commands.on('line', line => {
  const { t } = JSON.parse(line) as EngineCommand
  pendingCommands[t] = true
})
commands.on('close', () => {
  pendingCommands.stop = true
})

/** The programs that probe devices lie beside this one. */
const probe = (name: string) =>
  callChild<boolean>(
    { node: process.execPath, script: join(dirname(process.argv[1] ?? ''), `${name}.js`), timeoutMs: 60_000 },
    {},
  )

function problemFromError(error: unknown): Problem {
  if (error instanceof Refusals && error.problems[0]) return error.problems[0]
  const message = error instanceof Error ? error.message : String(error)
  console.error(error)
  const memory = /alloc|memory/i.test(message)
  return {
    code: memory ? 'out-of-memory' : 'bug',
    severity: 'error',
    message: memory
      ? text('There is not enough memory for this model.', '内存不足，无法训练该模型。')
      : text(`Training failed: ${message}`, `训练出错：${message}`),
    fix: memory
      ? text('Halve the batch size, or make the network smaller.', '请将批大小减半，或缩小网络。')
      : text(
          'The run folder contains the engine log (engine.log). Please report it.',
          '运行文件夹中有引擎日志（engine.log），请反馈给我们。',
        ),
  }
}

try {
  const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as Plan
  const graph = readFileSync(join(folder, 'graph.patchbay'), 'utf8')
  await train({ plan, folder, home, blocks, engines, probe, graph, report, pendingCommands })
} catch (error) {
  report({ t: 'failed', problem: problemFromError(error) })
  process.exitCode = 1
}
commands.close()
process.stdin.destroy()
