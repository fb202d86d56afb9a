import { resolve } from 'node:path'
import type { Blocks } from '../../core/block/block.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { Refusals } from '../../core/problem.ts'
import type { Service } from '../../core/rpc/contract.ts'
import { blocks } from '../../nodes/index.ts'
import { planGraphWithData } from '../graphs/plan-graph.ts'
import type { EngineManager } from '../runs/engine-manager.ts'
import { findModel } from '../runs/find-model.ts'
import type { Store } from '../store/store.ts'

/** What the calls of the contract work on. */
export interface ServiceContext {
  /** The folder of everything that is kept. */
  readonly home: string
  /** The built files. */
  readonly out: string
  readonly store: Store
  readonly engines: EngineManager
  readonly blocks: Blocks
  /** Where the model is that a block's path means: a run's, or a folder. Throws Refusals when there is none. */
  readonly folderOf: (path: string) => string
  /** The plan of a graph, for all labels of its tables. Throws Refusals when it cannot run. */
  readonly planOf: (graph: Graph) => Promise<Plan>
}

/** The calls whose names begin with one of these words. */
export type ServicePart<Group extends string> = Pick<Service, Extract<keyof Service, `${Group}.${string}`>>

export function createServiceContext(kept: Pick<ServiceContext, 'home' | 'out' | 'store' | 'engines'>): ServiceContext {
  const { store, home } = kept
  const folderOf = (path: string) =>
    path.startsWith('run:') ? findModel(store, home, path, 'best').folder : resolve(path)
  const planOf = async (graph: Graph) => {
    const planned = await planGraphWithData(graph, blocks, folderOf, { allLabels: true, home })
    if (!planned.ok) throw new Refusals(planned.problems)
    return planned.value
  }
  return { ...kept, blocks, folderOf, planOf }
}
