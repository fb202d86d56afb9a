import { create } from 'zustand'
import type { Graph } from '../../core/graph/graph.ts'
import type { Preview } from '../../core/preview/preview.ts'
import { meaningOf } from './meaning.ts'

/** Pipelines whose batch was looked at and asks for nothing: there is no use in training them. */
export const useNoLoss = create<{ readonly meaning?: string | undefined }>(() => ({}))

/** Remembers what a look at the batches of a pipeline has shown. A seed of one's own says nothing about the training. */
export function noteLoss(preview: Preview, graph: Graph) {
  if (preview.kind !== 'batches') return
  const meaning = meaningOf(graph)
  if (preview.supervised === 0) useNoLoss.setState({ meaning })
  else if (useNoLoss.getState().meaning === meaning) useNoLoss.setState({ meaning: undefined })
}

/** Whether a look has shown that the batches of this pipeline ask for nothing. */
export const asksNothing = (graph: Graph, meaning = useNoLoss.getState().meaning): boolean =>
  meaning !== undefined && meaning === meaningOf(graph)
