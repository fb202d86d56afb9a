import { parentPort } from 'node:worker_threads'
import { Refusals } from '../../core/problem.ts'
import type { Told } from './thread.ts'

/**
 * Answers what thread() asks, in the order of asking; problems the user can fix are answers, too. The arrays of an answer are
 * handed over, not copied: nobody may use them here afterwards.
 */
export function answers<Q, A>(answer: (question: Q) => A, arrays: (answer: A) => readonly ArrayBufferView[]): void {
  const tell = (told: Told<A>, moved: readonly ArrayBufferView[] = []) =>
    parentPort?.postMessage(told, [...new Set(moved.map(({ buffer }) => buffer as ArrayBuffer))])
  parentPort?.on('message', (question: Q) => {
    try {
      const given = answer(question)
      tell({ answer: given }, arrays(given))
    } catch (error) {
      if (!(error instanceof Refusals)) throw error
      tell({ problems: error.problems })
    }
  })
}
