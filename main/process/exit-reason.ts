import type { Problem } from '../../core/problem.ts'
import { type Text, text } from '../../core/text.ts'

export interface ProcessExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** The last lines of the engine's log. */
  readonly log: string
}

/** Why an engine ended without saying so itself, in words. */
export function exitProblem(exit: ProcessExit): Problem {
  if (isOutOfMemory(exit)) return outOfMemoryProblem(exit)
  return {
    code: 'engine-died',
    severity: 'error',
    message: text(
      `The engine stopped unexpectedly (${describeExit(exit).en}).${lastErrorLine(exit.log)}`,
      `训练引擎意外停止（${describeExit(exit).zh}）。${lastErrorLine(exit.log)}`,
    ),
    fix: text(
      'All metrics so far are kept. Run again; if it happens again, send us engine.log from the run folder.',
      '到目前为止的指标都已保留。请再试一次；如果再次发生，请把运行文件夹中的 engine.log 发给我们。',
    ),
  }
}

const outOfMemoryPattern =
  /out of memory|bad_alloc|failed to allocate|allocation failed|ENOMEM|Array buffer allocation/i

/** The system ends the largest process with SIGKILL when memory runs out; V8 and the engine say it before they abort. */
const isOutOfMemory = ({ signal, log }: ProcessExit) => signal === 'SIGKILL' || outOfMemoryPattern.test(log)

const outOfMemoryProblem = ({ signal }: ProcessExit): Problem => ({
  code: 'out-of-memory',
  severity: 'error',
  message:
    signal === 'SIGKILL'
      ? text(
          'The system killed the engine (SIGKILL), most likely because memory ran out.',
          '系统强制结束了训练引擎（SIGKILL），很可能是内存不足。',
        )
      : text('The engine ran out of memory.', '训练引擎内存不足。'),
  fix: text(
    'Reduce the batch size, the length or the network, or close other programs.',
    '请减小批大小、长度或网络规模，或关闭其他程序。',
  ),
})

function describeExit({ code, signal }: ProcessExit): Text {
  if (signal) return text(`signal ${signal}`, `信号 ${signal}`)
  return text(`exit code ${code}`, `退出代码 ${code}`)
}

/** The last line of the log that looks like a message. */
function lastErrorLine(log: string): string {
  const lines = log.split('\n').map(line => line.trim())
  const last = lines.findLast(line => /error/i.test(line)) ?? lines.findLast(line => line !== '')
  return last ? ` “${last.slice(0, 200)}”` : ''
}
