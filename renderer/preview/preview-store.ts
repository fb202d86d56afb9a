import { create } from 'zustand'
import type { Given } from '../../core/contract.ts'
import type { Preview } from '../../core/preview/preview.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { patchbay } from '../app/connection.ts'
import { useRuns } from '../runs/run-store.ts'

interface Previewing {
  readonly visible: boolean
  /** Rows, or examples of a batch, to show. */
  readonly rows: number
  /** In place of the trainer's. */
  readonly seed: number | undefined
  /** Steps of training before the batch. */
  readonly step: number
  readonly busy: boolean
  /** The block that `preview` or `problems` are about. */
  readonly block?: string
  readonly preview?: Preview | undefined
  readonly problems: readonly Problem[]
}

/** What the preview panel shows. */
export const usePreview = create<Previewing>(() => ({
  visible: false,
  rows: 8,
  seed: undefined,
  step: 0,
  busy: false,
  problems: [],
}))

/** Opens or closes the panel. The runs make room for it. */
export function togglePreview() {
  const visible = !usePreview.getState().visible
  usePreview.setState({ visible })
  if (visible) useRuns.setState({ visible: false })
}

export const showRows = (rows: number) => usePreview.setState({ rows })
export const showStep = (step: number) => usePreview.setState({ step })
/** Draws everything that is left to chance anew; without a seed, as the trainer will. */
export const showSeed = (seed: number | undefined) => usePreview.setState({ seed })

type Question = Given<'graph.preview'>

let wanted: Question | undefined
let asking = false

/** Asks for a preview. While one is being made, only the newest wish is remembered: each takes a process of its own. */
export async function wantPreview(question: Question): Promise<void> {
  wanted = question
  if (asking) return
  asking = true
  usePreview.setState({ busy: true })
  try {
    while (wanted) {
      const next: Question = wanted
      wanted = undefined
      usePreview.setState({ block: next.block, ...(await answerTo(next)) })
    }
  } finally {
    asking = false
    usePreview.setState({ busy: false })
  }
}

async function answerTo(question: Question) {
  try {
    return { preview: await patchbay.call('graph.preview', question), problems: [] }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    return { preview: undefined, problems: error.problems }
  }
}
