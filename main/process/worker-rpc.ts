import { parentPort } from 'node:worker_threads'
import { Refusals } from '../../core/problem.ts'
import type { WorkerReply } from './worker-thread.ts'

/**
 * Answers what thread() asks, in the order of asking; problems the user can fix are answers, too. The arrays of an answer are
 * handed over, not copied: nobody may use them here afterwards.
 */
export function serveRequests<Q, A>(
  answer: (question: Q) => A | Promise<A>,
  arrays: (answer: A) => readonly ArrayBufferView[],
): void {
  const tell = (told: WorkerReply<A>, moved: readonly ArrayBufferView[] = []) =>
    parentPort?.postMessage(told, [...new Set(moved.map(({ buffer }) => buffer as ArrayBuffer))])
  const reply = async (question: Q) => {
    try {
      const given = await answer(question)
      tell({ answer: given }, arrays(given))
    } catch (error) {
      if (!(error instanceof Refusals)) return queueMicrotask(() => end(error))
      tell({ problems: error.problems })
    }
  }
  const end = (error: unknown) => {
    throw error // outside of promises, so that it ends the thread
  }
  let before = Promise.resolve()
  parentPort?.on('message', (question: Q) => {
    before = before.then(() => reply(question))
  })
}
