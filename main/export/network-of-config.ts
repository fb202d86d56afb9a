import { z } from 'zod'
import type { Block, Blocks } from '../../core/block.ts'
import { headOf, type SavedHead } from '../../core/nn/architectures.ts'
import type { Config, Network } from '../../core/nn/network.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { bertPretraining } from '../../nodes/model/bert.ts'
import { settingProblems } from './setting-problems.ts'
import { badConfig, noSuchHead, unknownModelType } from './weight-problems.ts'

export interface Family {
  readonly block: Block
  /** The head that the saved model has. */
  readonly head: SavedHead
}

/** The block that draws networks of a config's kind: its id is the model_type. Throws Refusals when there is none. */
export function familyOf(config: Config, blocks: Blocks): Family {
  const { model_type } = config
  if (typeof model_type !== 'string') throw refused(badConfig('it has no model_type', '缺少 model_type'))
  const block = blocks.get(model_type)
  if (!block?.network || block.id === 'pretrained') throw refused(unknownModelType(model_type, modelTypes(blocks)))
  const tooMany = Object.entries(config).find(([key, value]) => /layers?$/.test(key) && Number(value) > mostLayers)
  if (tooMany) throw refused(badConfig(`${tooMany[0]} is ${tooMany[1]}`, `${tooMany[0]} 为 ${tooMany[1]}`))
  return { block, head: headOf(architecture(config)) }
}

/** More layers than any model has; a damaged number must not fill the memory. */
const mostLayers = 1000

const architecture = ({ architectures }: Config): string =>
  Array.isArray(architectures) ? String(architectures[0] ?? '') : ''

/** The network of a config.json with the head that it was saved with. Throws Refusals. */
export function networkOfConfig(config: Config, blocks: Blocks): Network {
  const { block, head } = familyOf(config, blocks)
  const make = builderOf({ block, head })
  if (!make) throw refused(noSuchHead(block.id, architecture(config)))
  try {
    return make(config)
  } catch (error) {
    if (error instanceof z.ZodError) throw new Refusals(settingProblems(error, config))
    if (error instanceof Error && !(error instanceof Refusals)) throw refused(badConfig(error.message, error.message))
    throw error
  }
}

function builderOf({ block, head }: Family) {
  if (head === 'pretraining') return bertPretraining
  return head === 'words' || head === 'none' ? block.network?.build : block.network?.heads?.[head]
}

/** Blocks that draw a network of their own. */
const modelTypes = (blocks: Blocks) =>
  [...blocks.values()].filter(b => b.network && b.id !== 'pretrained').map(b => b.id)

const refused = (problem: Problem) => new Refusals([problem])
