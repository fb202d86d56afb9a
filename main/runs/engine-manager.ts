import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../../core/problem.ts'
import { blocks } from '../../nodes/index.ts'
import { attributeProblem } from '../graphs/attribute-problem.ts'
import { runFolder } from '../home-folder.ts'
import { builtProgram } from '../process/built-program.ts'
import { type EngineOutcome, type EngineProcess, superviseEngine } from '../process/supervise-engine.ts'
import { currentProcess } from '../store/owner-process.ts'
import { recordReports } from '../store/record-reports.ts'
import type { Store } from '../store/store.ts'
import { graphFileName, readRunGraph } from './run-files.ts'

export type EngineManager = ReturnType<typeof createEngineManager>

/** Milliseconds between polls for stop requests of other processes, and between retries of outcomes that could not be written. */
const pollMs = 500

/** The engines that this process supervises: their reports go to the store, then `changed` notifies whoever watches. */
export function createEngineManager(store: Store, { home, out }: { home: string; out: string }) {
  const going = new Map<string, EngineProcess>()
  const unwritten = new Map<string, EngineOutcome>()
  const changed = new EventEmitter().setMaxListeners(0)
  const me = currentProcess()
  let poll: NodeJS.Timeout | undefined

  /** Other processes ask for a stop through the store. */
  const obey = () => {
    for (const run of store.runs.toStop(me)) going.get(run)?.stop()
  }
  const writeOutcomes = () => {
    for (const [run, { state, problem }] of unwritten) {
      store.runs.end(run, state, problem)
      unwritten.delete(run)
      changed.emit(run)
    }
  }
  /** A store that cannot be read or written for now (disk full, locked) is tried again at the next poll. */
  const look = () => {
    untilLater(writeOutcomes)
    if (going.size > 0) untilLater(obey)
    if (going.size + unwritten.size === 0) poll = void clearInterval(poll)
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
    poll ??= setInterval(look, pollMs)
    void engine.ended.then(({ state, problem }) => {
      going.delete(run)
      unwritten.set(run, problem ? { state, problem: withBlock(home, run, problem) } : { state })
      look()
    })
  }
  const stop = (run: string) => {
    going.get(run)?.stop()
    store.runs.requestStop(run)
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
    /** Stops all of them kindly and waits until they are gone. An outcome that cannot be written is found as interrupted. */
    close: async () => {
      const all = [...going]
      for (const [run] of all) untilLater(() => stop(run))
      await Promise.all(all.map(([, engine]) => engine.ended))
      clearInterval(poll)
    },
  }
}

function untilLater(work: () => void): void {
  try {
    work()
  } catch (error) {
    console.error(error)
  }
}

/** The problem with the block of the run's graph that it belongs to. */
function withBlock(home: string, run: string, problem: Problem): Problem {
  if (!existsSync(join(runFolder(home, run), graphFileName))) return problem
  try {
    return attributeProblem(problem, readRunGraph(home, run), blocks)
  } catch {
    return problem // the run's graph cannot be read any more
  }
}
