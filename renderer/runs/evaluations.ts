import { create } from 'zustand'
import type { Given } from '../../core/contract.ts'
import type { Evaluation, EvaluationProgress } from '../../core/evaluation.ts'
import { patchbay } from '../app/connection.ts'
import { complain } from '../app/notices.ts'

/** What is known of the evaluation of a run: how far it has come, or what it came to. */
interface Evaluating {
  readonly progress?: EvaluationProgress | undefined
  /** Set while it goes on. */
  readonly stop?: (() => void) | undefined
  readonly evaluation?: Evaluation | undefined
}

const nothing: Evaluating = {}
const useEvaluations = create<{ readonly runs: Readonly<Record<string, Evaluating>> }>(() => ({ runs: {} }))
export const useEvaluationOf = (run: string): Evaluating => useEvaluations(e => e.runs[run]) ?? nothing

/** Measures the model of a run. Its tab may be left meanwhile. */
export async function evaluate(question: Given<'run.evaluate'>): Promise<void> {
  const run = question.from
  const leave = new AbortController()
  const note = (news: Evaluating) =>
    useEvaluations.setState(({ runs }) => ({ runs: { ...runs, [run]: { ...runs[run], ...news } } }))
  note({ stop: () => leave.abort(), progress: undefined })
  try {
    for await (const event of patchbay.listen('run.evaluate', question, leave.signal))
      note(event.kind === 'done' ? { evaluation: event.evaluation } : { progress: event.progress })
  } catch (error) {
    complain(error)
  } finally {
    note({ stop: undefined, progress: undefined })
  }
}
