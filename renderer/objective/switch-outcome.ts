import { useEffect, useState } from 'react'
import type { SwitchedGraphWithSizes } from '../../core/compile/switch-objective.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { ObjectiveFamily } from '../../core/plan/plan.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import type { useCatalog } from '../blocks/catalog.ts'
import { patchbay } from '../connection/client.ts'

/** The way of learning of a pipeline: that of its objective. Undefined without one, or when it is another kind. */
export function objectiveFamilyOf(
  { blocks }: Graph,
  kinds: ReturnType<typeof useCatalog.getState>['blocks'],
): ObjectiveFamily | undefined {
  const objectives = blocks.flatMap(({ type }) => {
    const info = kinds.get(type)
    return info?.category === 'objective' ? [info.learns?.by] : []
  })
  return objectives.length === 1 ? objectives[0] : undefined
}

/** What a switch would come to; or why it cannot be. */
export type SwitchOutcome =
  | { readonly switched: SwitchedGraphWithSizes; readonly problems: readonly [] }
  | { readonly switched?: undefined; readonly problems: readonly Problem[] }

export async function switchOutcome(graph: Graph, to: ObjectiveFamily): Promise<SwitchOutcome> {
  try {
    return { switched: await patchbay.call('graph.switch', { graph, to }), problems: [] }
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    return { problems: error.problems }
  }
}

/** The outcome of a switch of this graph; undefined while it is being worked out. */
export function useSwitchOutcome(graph: Graph, to: ObjectiveFamily): SwitchOutcome | undefined {
  const [known, setKnown] = useState<{ graph: Graph; to: ObjectiveFamily; outcome: SwitchOutcome }>()
  useEffect(() => {
    let wanted = true
    void switchOutcome(graph, to).then(outcome => wanted && setKnown({ graph, to, outcome }))
    return () => {
      wanted = false
    }
  }, [graph, to])
  return known?.graph === graph && known.to === to ? known.outcome : undefined
}
