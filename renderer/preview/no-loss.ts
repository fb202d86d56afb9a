import { create } from 'zustand'
import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import { portOf } from '../../core/graph/kinds.ts'
import { withoutLeftOut } from '../../core/graph/left-out.ts'
import type { Preview } from '../../core/preview/preview.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { useCatalog } from '../app/catalog.ts'
import { patchbay } from '../app/connection.ts'
import { en } from '../text/en.ts'
import { zh } from '../text/zh.ts'
import { meaningOf } from './meaning.ts'

/** What a look at the batches of a pipeline has shown: whether they ask for anything. */
interface Looked {
  readonly meaning: string
  /** The address of the block that makes the batches. */
  readonly block: string
  readonly asks: boolean
}

/** The newest look. There is no use in training a pipeline whose batches ask for nothing. */
export const useLooked = create<{ readonly looked?: Looked | undefined }>(() => ({}))

/** Remembers what a look at the batches of a pipeline has shown. A seed of one's own says nothing about the training. */
export function noteLoss(preview: Preview, graph: Graph) {
  const block = batchesOf(graph)
  if (preview.kind !== 'batches' || block === undefined) return
  useLooked.setState({ looked: { meaning: meaningOf(graph), block, asks: preview.supervised > 0 } })
}

/** That the batches of this pipeline ask for nothing, if a look has shown it. */
export function noLossIn(graph: Graph, { looked } = useLooked.getState()): readonly Problem[] {
  return looked && !looked.asks && looked.meaning === meaningOf(graph) ? [noLoss(looked.block)] : []
}

const noLoss = (block: string): Problem => ({
  block,
  code: 'no-loss',
  severity: 'error',
  message: { en: en.noLoss, zh: zh.noLoss },
  fix: { en: en.noLossFix, zh: zh.noLossFix },
})

/** Batches that are looked at before a pipeline counts as one that asks for nothing. */
const looks = 3
/** Milliseconds after which a training begins unseen: its engine looks for itself. */
const patience = 6000

/** Looks whether the batches of a pipeline ask for anything, unless that is known. */
export async function lookForLoss(graph: Graph): Promise<void> {
  const meaning = meaningOf(graph)
  const block = batchesOf(graph)
  if (block === undefined || useLooked.getState().looked?.meaning === meaning) return
  const asked = JSON.parse(meaning) as Graph
  const signal = AbortSignal.timeout(patience)
  try {
    for (let step = 0; step < looks; step++)
      for await (const event of patchbay.listen('graph.preview', { graph: asked, block, rows: 1, step }, signal))
        if (event.kind === 'done') {
          noteLoss(event.value, graph)
          if (event.value.kind !== 'batches' || event.value.supervised > 0) return
        }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error // what is wrong with the data is for the run to say
  }
}

/** The block whose batches are trained on. */
function batchesOf(graph: Graph): string | undefined {
  const { blocks } = useCatalog.getState()
  const { sheet } = withoutLeftOut(flatten(graph), blocks)
  return sheet.wires.find(([from]) => portOf(sheet, 'outputs', from, blocks)?.type === 'batches')?.[0][0]
}
