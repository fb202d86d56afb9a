import { parentPort } from 'node:worker_threads'
import { Refusals } from '../../core/problem.ts'
import type { WorkerReply } from './worker-thread.ts'

/**
 * Answers the requests of startWorkerThread, in order; problems the user can fix are answers, too. The arrays of an answer are
 * transferred, not copied: they cannot be used here afterwards.
 */
export function serveRequests<Q, A>(
  answer: (question: Q) => A | Promise<A>,
  arrays: (answer: A) => readonly ArrayBufferView[],
): void {
  const send = (message: WorkerReply<A>, moved: readonly ArrayBufferView[] = []) =>
    parentPort?.postMessage(message, [...new Set(moved.map(({ buffer }) => buffer as ArrayBuffer))])
  const reply = async (question: Q) => {
    try {
      const given = await answer(question)
      send({ answer: given }, arrays(given))
    } catch (error) {
      if (!(error instanceof Refusals)) return queueMicrotask(() => end(error))
      send({ problems: error.problems })
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
