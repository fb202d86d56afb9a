import { z } from 'zod'
import type { Block, Blocks } from '../../core/block/block.ts'
import { headOfArchitecture } from '../../core/nn/architecture-names.ts'
import type { ModelConfig, Network, NetworkFamily } from '../../core/nn/network.ts'
import type { SavedHead } from '../../core/plan/plan.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { configProblems } from './config-problems.ts'
import { badConfig, unknownArchitecture, unknownModelType } from './weight-problems.ts'

/** What a config.json describes. */
export interface SavedArchitecture {
  readonly block: Block
  readonly family: NetworkFamily
  /** The head that the saved model has. */
  readonly head: SavedHead
}

/** The block that draws networks of a config's kind: its id is the model_type. Throws Refusals when there is none. */
export function savedArchitecture(config: ModelConfig, blocks: Blocks): SavedArchitecture {
  const { model_type } = config
  if (typeof model_type !== 'string') throw refused(badConfig('it has no model_type', '缺少 model_type'))
  const block = blocks.get(model_type)
  const family = block?.network?.family
  if (!family) throw refused(unknownModelType(model_type, modelTypes(blocks)))
  const tooMany = Object.entries(config).find(([key, value]) => /layers?$/.test(key) && Number(value) > maxLayers)
  if (tooMany) throw refused(badConfig(`${tooMany[0]} is ${tooMany[1]}`, `${tooMany[0]} 为 ${tooMany[1]}`))
  return { block, family, head: headOfArchitecture(architecture(config), family) }
}

/** More layers than any model has; a damaged number must not fill the memory. */
const maxLayers = 1000

const architecture = ({ architectures }: ModelConfig): string =>
  Array.isArray(architectures) ? String(architectures[0] ?? '') : ''

/** The network of a config.json with the head that it was saved with. Throws Refusals. */
export function networkFromConfig(config: ModelConfig, blocks: Blocks): Network {
  const { block, head } = savedArchitecture(config, blocks)
  const make = builderOf(block, head)
  if (!make) throw refused(unknownArchitecture(block.id, architecture(config)))
  try {
    return make(config)
  } catch (error) {
    if (error instanceof z.ZodError) throw new Refusals(configProblems(error, config))
    if (error instanceof Error && !(error instanceof Refusals)) throw refused(badConfig(error.message, error.message))
    throw error
  }
}

function builderOf(block: Block, head: SavedHead) {
  if (head === 'pretraining') return block.network?.pretraining
  return head === 'words' || head === 'none' ? block.network?.build : block.network?.heads?.[head]
}

/** Blocks that draw a network of their own. */
const modelTypes = (blocks: Blocks) => [...blocks.values()].filter(b => b.network?.family).map(b => b.id)

const refused = (problem: Problem) => new Refusals([problem])
