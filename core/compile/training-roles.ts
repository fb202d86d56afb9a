import type { Blocks, Port } from '../block/block.ts'
import { flatten } from '../graph/flatten.ts'
import type { Graph, PlacedBlock } from '../graph/graph.ts'
import type { Problem } from '../problem.ts'
import { text } from '../text.ts'

/** The blocks of a training, by what they do in it; their ids are addresses (see flatten). */
export interface TrainingRoles {
  readonly trainer: PlacedBlock
  readonly collator: PlacedBlock
  readonly objective: PlacedBlock
  readonly network: PlacedBlock
}

/** The blocks behind the trainer's batches and its objective, and behind that one's network; undefined unless all are wired to one trainer. */
export function findTrainingRoles(graph: Graph, blocks: Blocks): TrainingRoles | undefined {
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

/** Why an incomplete training has no objective family to switch. */
export const nothingToSwitch: Problem = {
  code: 'nothing-to-switch',
  severity: 'missing',
  message: text(
    'Switching the objective needs a trainer with batches, an objective and a network connected to it.',
    '切换训练目标需要一个已连接批次、训练目标和网络的训练器。',
  ),
  fix: text('Connect them first, or open an example.', '请先连接它们，或打开一个示例。'),
}
