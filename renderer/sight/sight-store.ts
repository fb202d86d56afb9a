import { useEffect, useMemo } from 'react'
import { create } from 'zustand'
import type { Given } from '../../core/contract.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { Sight } from '../../core/preview/sight.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { blocking, useChecking } from '../app/checking.ts'
import { patchbay } from '../app/connection.ts'
import { useWholeGraph } from '../app/editor.ts'
import { meaningOf } from '../preview/meaning.ts'
import { usePreview } from '../preview/preview-store.ts'

export type Asked = Given<'graph.sight'>

interface Seeing {
  /** What `sight` or `problems` answer. */
  readonly asked?: Asked
  readonly sight?: Sight | undefined
  readonly problems: readonly Problem[]
  readonly busy: boolean
}

export const useSight = create<Seeing>(() => ({ problems: [], busy: false }))

/** Milliseconds without a change after which it is worth looking. */
const settled = 350

/** Keeps what is seen that of the pipeline on the canvas, once it is ready to run. */
export function useFollowGraph() {
  const graph = useWholeGraph()
  const { current, problems } = useChecking()
  const { seed, step, example } = usePreview()
  const meaning = useMemo(() => meaningOf(graph), [graph])
  const ready = current && blocking(problems).length === 0
  useEffect(() => {
    if (!ready) return
    const asked = { graph: JSON.parse(meaning) as Graph, step, example, ...(seed === undefined ? {} : { seed }) }
    const timer = setTimeout(() => void want(asked), settled)
    return () => clearTimeout(timer)
  }, [meaning, seed, step, example, ready])
  return { ready, problems }
}

let wanted: Asked | undefined

/** Asks; while an answer is on its way, only the newest wish is remembered. */
async function want(asked: Asked) {
  wanted = asked
  if (useSight.getState().busy) return
  useSight.setState({ busy: true })
  try {
    while (wanted) {
      const next: Asked = wanted
      wanted = undefined
      useSight.setState({ asked: next, ...(await answerTo(next)) })
    }
  } finally {
    useSight.setState({ busy: false })
  }
}

async function answerTo(asked: Asked): Promise<Pick<Seeing, 'sight' | 'problems'>> {
  try {
    return { sight: await patchbay.call('graph.sight', asked), problems: [] }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    return { sight: undefined, problems: error.problems }
  }
}
