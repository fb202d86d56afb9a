import type { Blocks, Port } from '../block.ts'
import { flatten } from '../graph/flatten.ts'
import type { Graph, PlacedBlock } from '../graph/graph.ts'

/** The blocks of a training, by what they do in it; their ids are addresses (see flatten). */
export interface Roles {
  readonly trainer: PlacedBlock
  readonly collator: PlacedBlock
  readonly objective: PlacedBlock
  readonly network: PlacedBlock
}

/** The blocks behind the trainer's batches and its objective, and behind that one's network; undefined unless all are wired to one trainer. */
export function rolesOf(graph: Graph, blocks: Blocks): Roles | undefined {
  const { blocks: placed, wires } = flatten(graph)
  const ports = (block: PlacedBlock | undefined, side: 'inputs' | 'outputs'): [string, Port][] =>
    Object.entries(blocks.get(block?.type ?? '')?.[side] ?? {})
  const behind = (block: PlacedBlock | undefined, type: string) => {
    const port = ports(block, 'inputs').find(([, p]) => p.type === type)?.[0]
    const wire = wires.find(([, [to, at]]) => to === block?.id && at === port)
    return placed.find(({ id }) => id === wire?.[0][0])
  }
  const trainers = placed.filter(b => ports(b, 'outputs').some(([, { type }]) => type === 'plan'))
  const [trainer] = trainers
  const collator = behind(trainer, 'batches')
  const objective = behind(trainer, 'objective')
  const network = behind(objective, 'network')
  if (!trainer || trainers.length > 1 || !collator || !objective || !network) return undefined
  return { trainer, collator, objective, network }
}
