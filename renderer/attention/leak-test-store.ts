import { create } from 'zustand'
import type { LeakTest, LeakTestPhase, TextSide } from '../../core/preview/attention-mask.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { patchbay } from '../connection/client.ts'
import type { AttentionQuery } from './attention-store.ts'

interface LeakTestState {
  /** The question that `proof` answers. */
  readonly asked?: AttentionQuery
  readonly phase?: LeakTestPhase | undefined
  readonly proof?: LeakTest | undefined
  readonly problems: readonly Problem[]
}

export const useLeakTest = create<LeakTestState>(() => ({ problems: [] }))

interface LeakTestOptions {
  readonly lane: TextSide
  readonly place: number
  /** A run whose weights are taken. */
  readonly from?: string
}

let inFlight: AbortController | undefined

/** Runs the proof; one at a time. */
export async function runLeakTest(asked: AttentionQuery, wish: LeakTestOptions) {
  inFlight?.abort()
  const mine = new AbortController()
  inFlight = mine
  useLeakTest.setState({ asked, phase: 'data', proof: undefined, problems: [] })
  try {
    for await (const event of patchbay.listen('graph.proof', { ...asked, ...wish }, mine.signal)) {
      if (inFlight !== mine) return
      if (event.kind === 'phase') useLeakTest.setState({ phase: event.phase })
      else useLeakTest.setState({ proof: event.proof })
    }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    if (inFlight === mine) useLeakTest.setState({ problems: error.problems })
  } finally {
    if (inFlight === mine) useLeakTest.setState({ phase: undefined })
  }
}

export function stopLeakTest() {
  inFlight?.abort()
  inFlight = undefined
  useLeakTest.setState({ phase: undefined })
}
