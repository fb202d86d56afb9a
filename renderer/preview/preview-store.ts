import { create } from 'zustand'
import type { Preview, PreviewProgress } from '../../core/preview/preview.ts'
import type { Problem } from '../../core/problem.ts'
import { Refusals } from '../../core/problem.ts'
import type { CallInput } from '../../core/rpc/contract.ts'
import { patchbay } from '../connection/client.ts'
import { wholeGraph } from '../document/editor.ts'
import { recordLossCheck } from '../document/no-loss.ts'
import { useRuns } from '../runs/run-store.ts'

/** What leaves a block, or what the network may look at. */
export type PreviewView = 'data' | 'sight'

interface PreviewState {
  readonly visible: boolean
  /** Rows, or examples of a batch, to show. */
  readonly rows: number
  /** In place of the trainer's. */
  readonly seed: number | undefined
  /** Steps of training before the batch. */
  readonly step: number
  /** Ends the work on a preview; absent when none is being made. */
  readonly stop?: (() => void) | undefined
  readonly progress?: PreviewProgress | undefined
  /** The question that the user gave up. */
  readonly stoppedQuestion?: Question | undefined
  /** The example of the batch that is looked at. */
  readonly example: number
  readonly view: PreviewView
  /** The block that `preview` or `problems` are about. */
  readonly block?: string
  readonly preview?: Preview | undefined
  readonly problems: readonly Problem[]
}

/** What the preview panel shows. */
export const usePreview = create<PreviewState>(() => ({
  visible: false,
  rows: 8,
  seed: undefined,
  step: 0,
  example: 0,
  view: 'data',
  problems: [],
}))

/** Opens or closes the panel. The runs make room for it. */
export function togglePreview() {
  const visible = !usePreview.getState().visible
  usePreview.setState({ visible })
  if (visible) useRuns.setState({ visible: false })
}

/** Opens the panel with who may look at whom. */
export function openAttentionView() {
  usePreview.setState({ view: 'sight' })
  if (!usePreview.getState().visible) togglePreview()
}

export const showView = (view: PreviewView) => usePreview.setState({ view })
export const showExample = (example: number) => usePreview.setState({ example })
export const showRows = (rows: number) => usePreview.setState({ rows })
export const showStep = (step: number) => usePreview.setState({ step })
/** Draws everything that is left to chance anew; without a seed, as the trainer will. */
export const showSeed = (seed: number | undefined) => usePreview.setState({ seed })

type Question = CallInput<'graph.preview'>

/** Asks for a preview. One that is still being made is given up: only the newest question is of interest. */
export async function requestPreview(question: Question): Promise<void> {
  abortPreview()
  const leave = new AbortController()
  inFlight = leave
  const note = (news: Partial<PreviewState>) => {
    if (inFlight === leave) usePreview.setState(news)
  }
  const stop = () => {
    abortPreview()
    usePreview.setState({ stop: undefined, progress: undefined, stoppedQuestion: question })
  }
  note({ stop, progress: undefined, stoppedQuestion: undefined })
  try {
    for await (const event of patchbay.listen('graph.preview', question, leave.signal))
      if (event.kind === 'progress') note({ progress: event.progress })
      else {
        note({ block: question.block, preview: event.value, problems: [] })
        if (question.seed === undefined) recordLossCheck(event.value, wholeGraph())
      }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    note({ block: question.block, preview: undefined, problems: error.problems })
  }
  note({ stop: undefined, progress: undefined })
}

let inFlight: AbortController | undefined

function abortPreview() {
  inFlight?.abort()
  inFlight = undefined
}

/** Asks again what was given up. */
export function retryPreview() {
  const { stoppedQuestion } = usePreview.getState()
  if (stoppedQuestion) void requestPreview(stoppedQuestion)
}

/** Nobody looks any more: nothing is worked on, and nothing was stopped. */
export function cancelPreview() {
  abortPreview()
  usePreview.setState({ stop: undefined, progress: undefined, stoppedQuestion: undefined })
}
