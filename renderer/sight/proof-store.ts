import { create } from 'zustand'
import type { Lane, Proof, ProofPhase } from '../../core/preview/sight.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { patchbay } from '../app/connection.ts'
import type { Asked } from './sight-store.ts'

interface Proving {
  /** The question that `proof` answers. */
  readonly asked?: Asked
  readonly phase?: ProofPhase | undefined
  readonly proof?: Proof | undefined
  readonly problems: readonly Problem[]
}

export const useProof = create<Proving>(() => ({ problems: [] }))

interface Wish {
  readonly lane: Lane
  readonly place: number
  /** A run whose weights are taken. */
  readonly from?: string
}

let going: AbortController | undefined

/** Runs the proof; one at a time. */
export async function prove(asked: Asked, wish: Wish) {
  going?.abort()
  const mine = new AbortController()
  going = mine
  useProof.setState({ asked, phase: 'data', proof: undefined, problems: [] })
  try {
    for await (const event of patchbay.listen('graph.proof', { ...asked, ...wish }, mine.signal)) {
      if (going !== mine) return
      if (event.kind === 'phase') useProof.setState({ phase: event.phase })
      else useProof.setState({ proof: event.proof })
    }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    if (going === mine) useProof.setState({ problems: error.problems })
  } finally {
    if (going === mine) useProof.setState({ phase: undefined })
  }
}

export function stopProof() {
  going?.abort()
  going = undefined
  useProof.setState({ phase: undefined })
}
