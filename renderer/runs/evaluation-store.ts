import { create } from 'zustand'
import type { CallInput } from '../../core/rpc/contract.ts'
import type { Evaluation, EvaluationProgress } from '../../core/run/evaluation.ts'
import { patchbay } from '../connection/client.ts'
import { notifyError } from '../state/notices.ts'

/** What is known of the evaluation of a run: how far it has come, or what it came to. */
interface EvaluationState {
  readonly progress?: EvaluationProgress | undefined
  /** Set while it goes on. */
  readonly stop?: (() => void) | undefined
  readonly evaluation?: Evaluation | undefined
}

const noEvaluation: EvaluationState = {}
const useEvaluations = create<{ readonly runs: Readonly<Record<string, EvaluationState>> }>(() => ({ runs: {} }))
export const useEvaluationOf = (run: string): EvaluationState => useEvaluations(e => e.runs[run]) ?? noEvaluation

/** Measures the model of a run. Its tab may be left meanwhile. */
export async function startEvaluation(question: CallInput<'run.evaluate'>): Promise<void> {
  const run = question.from
  const leave = new AbortController()
  const note = (news: EvaluationState) =>
    useEvaluations.setState(({ runs }) => ({ runs: { ...runs, [run]: { ...runs[run], ...news } } }))
  note({ stop: () => leave.abort(), progress: undefined })
  try {
    for await (const event of patchbay.listen('run.evaluate', question, leave.signal))
      note(event.kind === 'done' ? { evaluation: event.evaluation } : { progress: event.progress })
  } catch (error) {
    notifyError(error)
  } finally {
    note({ stop: undefined, progress: undefined })
  }
}
