import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Problem, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { blocks } from '../../nodes/index.ts'
import { attributeProblem } from '../graphs/attribute-problem.ts'
import { runFolder } from '../home-folder.ts'
import { findNode } from '../process/find-node.ts'
import { type EngineProcess, superviseEngine } from '../process/supervise-engine.ts'
import { currentProcess } from '../store/owner-process.ts'
import { recordReports } from '../store/record-reports.ts'
import type { Store } from '../store/store.ts'
import { graphFileName, readRunGraph } from './run-files.ts'

export type EngineManager = ReturnType<typeof createEngineManager>

/** The engines this process looks after: what they report goes to the store, then `changed` tells who watches. */
export function createEngineManager(store: Store, { home, out }: { home: string; out: string }) {
  const going = new Map<string, EngineProcess>()
  const changed = new EventEmitter().setMaxListeners(0)
  const me = currentProcess()
  let poll: NodeJS.Timeout | undefined

  /** Other processes ask for a stop through the store. */
  const obey = () => {
    for (const run of store.runs.toStop(me)) going.get(run)?.stop()
  }
  const start = (run: string) => {
    const folder = runFolder(home, run)
    const engine = superviseEngine({
      ...builtProgram(out, 'engine'),
      folder,
      home,
      onReports: reports => {
        recordReports(store, run, folder, reports)
        changed.emit(run)
      },
    })
    going.set(run, engine)
    poll ??= setInterval(obey, 500)
    engine.ended.then(({ state, problem }) => {
      going.delete(run)
      if (going.size === 0) poll = void clearInterval(poll)
      store.runs.end(run, state, problem && ownedBy(run, problem))
      changed.emit(run)
    })
  }
  /** The problem with the block of the run's graph that it belongs to. */
  const ownedBy = (run: string, problem: Problem): Problem =>
    existsSync(join(runFolder(home, run), graphFileName))
      ? attributeProblem(problem, readRunGraph(home, run), blocks)
      : problem

  const stop = (run: string) => {
    store.runs.requestStop(run)
    obey()
    changed.emit(run)
  }
  return {
    start,
    stop,
    owner: me,
    changed,
    /** Ends all of them at once, without a checkpoint. */
    killAll: () => {
      for (const engine of going.values()) engine.kill()
    },
    /** Stops all of them kindly and waits until they are gone. */
    close: async () => {
      const all = [...going]
      for (const [run] of all) stop(run)
      await Promise.all(all.map(([, engine]) => engine.ended))
    },
  }
}

/** A built script and the Node that runs it. Throws Refusals when one of them is not there. */
export function builtProgram(
  out: string,
  name: 'engine' | 'predict' | 'evaluate' | 'verify' | 'devices' | 'preview' | 'sight',
): { node: string; script: string } {
  const node = findNode()
  const script = join(out, 'main', `${name}.js`)
  if (node && existsSync(script)) return { node, script }
  throw new Refusals([node ? notBuilt : nodeMissing])
}

const nodeMissing = {
  code: 'no-node',
  severity: 'error',
  message: text('The program that trains models (Node.js) is missing.', '缺少用于训练模型的程序（Node.js）。'),
  fix: text(
    'Install Patchbay again, or install Node.js 22.14 or newer.',
    '请重新安装 Patchbay，或安装 Node.js 22.14 或更新版本。',
  ),
} as const

const notBuilt = {
  code: 'not-built',
  severity: 'error',
  message: text('The engine is not built yet.', '训练引擎尚未构建。'),
  fix: text('Run: npm run build', '请运行：npm run build'),
} as const
