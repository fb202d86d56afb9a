import { create } from 'zustand'
import type { Given } from '../../core/contract.ts'
import type { Preview } from '../../core/preview/preview.ts'
import type { PreviewProgress } from '../../core/preview/progress.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { patchbay } from '../app/connection.ts'
import { wholeGraph } from '../app/editor.ts'
import { useRuns } from '../runs/run-store.ts'
import { noteLoss } from './no-loss.ts'

/** What leaves a block, or what the network may look at. */
export type PreviewView = 'data' | 'sight'

interface Previewing {
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
  readonly stopped?: Question | undefined
  /** The example of the batch that is looked at. */
  readonly example: number
  readonly view: PreviewView
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
export function openSight() {
  usePreview.setState({ view: 'sight' })
  if (!usePreview.getState().visible) togglePreview()
}

export const showView = (view: PreviewView) => usePreview.setState({ view })
export const showExample = (example: number) => usePreview.setState({ example })
export const showRows = (rows: number) => usePreview.setState({ rows })
export const showStep = (step: number) => usePreview.setState({ step })
/** Draws everything that is left to chance anew; without a seed, as the trainer will. */
export const showSeed = (seed: number | undefined) => usePreview.setState({ seed })

type Question = Given<'graph.preview'>

/** Asks for a preview. One that is still being made is given up: only the newest question is of interest. */
export async function wantPreview(question: Question): Promise<void> {
  giveUp()
  const leave = new AbortController()
  going = leave
  const note = (news: Partial<Previewing>) => {
    if (going === leave) usePreview.setState(news)
  }
  const stop = () => {
    giveUp()
    usePreview.setState({ stop: undefined, progress: undefined, stopped: question })
  }
  note({ stop, progress: undefined, stopped: undefined })
  try {
    for await (const event of patchbay.listen('graph.preview', question, leave.signal))
      if (event.kind === 'progress') note({ progress: event.progress })
      else {
        note({ block: question.block, preview: event.value, problems: [] })
        if (question.seed === undefined) noteLoss(event.value, wholeGraph())
      }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    note({ block: question.block, preview: undefined, problems: error.problems })
  }
  note({ stop: undefined, progress: undefined })
}

let going: AbortController | undefined

function giveUp() {
  going?.abort()
  going = undefined
}

/** Asks again what was given up. */
export function previewAgain() {
  const { stopped } = usePreview.getState()
  if (stopped) void wantPreview(stopped)
}

/** Nobody looks any more: nothing is worked on, and nothing was stopped. */
export function leavePreview() {
  giveUp()
  usePreview.setState({ stop: undefined, progress: undefined, stopped: undefined })
}
