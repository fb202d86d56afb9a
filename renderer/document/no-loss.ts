import { create } from 'zustand'
import { findPort } from '../../core/graph/block-types.ts'
import { withoutDisabled } from '../../core/graph/disabled-blocks.ts'
import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { Preview } from '../../core/preview/preview.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { patchbay } from '../connection/client.ts'
import { en } from '../text/en/messages.ts'
import { zh } from '../text/zh/messages.ts'
import { graphWithoutLayout } from './graph-without-layout.ts'

/** What a look at the batches of a pipeline has shown: whether they ask for anything. */
interface LossCheck {
  readonly meaning: string
  /** The address of the block that makes the batches. */
  readonly block: string
  readonly asks: boolean
}

/** The newest look. There is no use in training a pipeline whose batches ask for nothing. */
export const useLossCheck = create<{ readonly looked?: LossCheck | undefined }>(() => ({}))

/** Remembers what a look at the batches of a pipeline has shown. A seed of one's own says nothing about the training. */
export function recordLossCheck(preview: Preview, graph: Graph) {
  const block = trainedBatchesBlock(graph)
  if (preview.kind !== 'batches' || block === undefined) return
  useLossCheck.setState({ looked: { meaning: graphWithoutLayout(graph), block, asks: preview.supervised > 0 } })
}

/** That the batches of this pipeline ask for nothing, if a look has shown it. */
export function noLossProblems(graph: Graph, { looked } = useLossCheck.getState()): readonly Problem[] {
  return looked && !looked.asks && looked.meaning === graphWithoutLayout(graph) ? [noLossProblem(looked.block)] : []
}

const noLossProblem = (block: string): Problem => ({
  block,
  code: 'no-loss',
  severity: 'error',
  message: { en: en.noLoss, zh: zh.noLoss },
  fix: { en: en.noLossFix, zh: zh.noLossFix },
})

/** Batches that are looked at before a pipeline counts as one that asks for nothing. */
const maxCheckedBatches = 3
/** Milliseconds after which a training begins unseen: its engine looks for itself. */
const lossCheckTimeout = 6000

/** Looks whether the batches of a pipeline ask for anything, unless that is known. */
export async function checkForLoss(graph: Graph): Promise<void> {
  const meaning = graphWithoutLayout(graph)
  const block = trainedBatchesBlock(graph)
  if (block === undefined || useLossCheck.getState().looked?.meaning === meaning) return
  const asked = JSON.parse(meaning) as Graph
  const signal = AbortSignal.timeout(lossCheckTimeout)
  try {
    for (let step = 0; step < maxCheckedBatches; step++)
      for await (const event of patchbay.listen('graph.preview', { graph: asked, block, rows: 1, step }, signal))
        if (event.kind === 'done') {
          recordLossCheck(event.value, graph)
          if (event.value.kind !== 'batches' || event.value.supervised > 0) return
        }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error // what is wrong with the data is for the run to say
  }
}

/** The block whose batches are trained on. */
function trainedBatchesBlock(graph: Graph): string | undefined {
  const { blocks } = useCatalog.getState()
  const { subgraph } = withoutDisabled(flatten(graph), blocks)
  return subgraph.wires.find(([from]) => findPort(subgraph, 'outputs', from, blocks)?.type === 'batches')?.[0][0]
}
