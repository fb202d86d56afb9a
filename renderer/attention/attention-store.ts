import { useEffect, useMemo } from 'react'
import { create } from 'zustand'
import type { Graph } from '../../core/graph/graph.ts'
import type { AttentionMasks } from '../../core/preview/attention-mask.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import type { CallInput } from '../../core/rpc/contract.ts'
import { patchbay } from '../connection/client.ts'
import { blockingProblems, useChecking } from '../document/checking.ts'
import { useWholeGraph } from '../document/editor.ts'
import { graphWithoutLayout } from '../document/graph-without-layout.ts'
import { usePreview } from '../preview/preview-store.ts'

export type AttentionQuery = CallInput<'graph.sight'>

interface AttentionState {
  /** What `sight` or `problems` answer. */
  readonly query?: AttentionQuery
  readonly sight?: AttentionMasks | undefined
  readonly problems: readonly Problem[]
  readonly busy: boolean
}

export const useAttention = create<AttentionState>(() => ({ problems: [], busy: false }))

/** Milliseconds without a change after which it is worth looking. */
const attentionDelayMs = 350

/** Keeps what is seen that of the pipeline on the canvas, once it is ready to run. */
export function useAttentionOfGraph() {
  const graph = useWholeGraph()
  const { upToDate: current, problems } = useChecking()
  const { seed, step, example } = usePreview()
  const meaning = useMemo(() => graphWithoutLayout(graph), [graph])
  const ready = current && blockingProblems(problems).length === 0
  useEffect(() => {
    if (!ready) return
    const asked = { graph: JSON.parse(meaning) as Graph, step, example, ...(seed === undefined ? {} : { seed }) }
    const timer = setTimeout(() => void requestAttention(asked), attentionDelayMs)
    return () => clearTimeout(timer)
  }, [meaning, seed, step, example, ready])
  return { ready, problems }
}

let nextQuery: AttentionQuery | undefined

/** Asks; while an answer is on its way, only the newest wish is remembered. */
async function requestAttention(asked: AttentionQuery) {
  nextQuery = asked
  if (useAttention.getState().busy) return
  useAttention.setState({ busy: true })
  try {
    while (nextQuery) {
      const next: AttentionQuery = nextQuery
      nextQuery = undefined
      useAttention.setState({ query: next, ...(await answerTo(next)) })
    }
  } finally {
    useAttention.setState({ busy: false })
  }
}

async function answerTo(asked: AttentionQuery): Promise<Pick<AttentionState, 'sight' | 'problems'>> {
  try {
    return { sight: await patchbay.call('graph.sight', asked), problems: [] }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    return { sight: undefined, problems: error.problems }
  }
}
