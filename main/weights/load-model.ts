import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Blocks } from '../../core/block/block.ts'
import { namedParameters } from '../../core/nn/module.ts'
import type { ModelConfig, Network } from '../../core/nn/network.ts'
import { Refusals } from '../../core/problem.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import { tryParseJson } from '../json.ts'
import { fitWeights } from './fit-weights.ts'
import { networkFromConfig } from './network-from-config.ts'
import { readWeights, tensorNames } from './read-weights.ts'
import { badConfig, noConfig } from './weight-problems.ts'

/** A model as its folder holds it. */
export interface LoadedModel {
  readonly network: Network
  readonly parameters: ReadonlyMap<string, Tensor>
  readonly weights: ReadonlyMap<string, Float32Array>
  /** Words that the weights' file carries along. */
  readonly metadata: Readonly<Record<string, string>>
}

/** The model in a folder, ours or another tool's. Throws Refusals unless every tensor fits. */
export function loadModel(folder: string, blocks: Blocks): LoadedModel {
  const network = networkFromConfig(readConfig(folder, blocks), blocks)
  const found = readWeights(folder)
  const { weights } = fitWeights(found, network, { file: found.file })
  return { network, parameters: namedParameters(network.parts), weights, metadata: found.metadata }
}

/** Contents of a model folder's config.json, as its weights have it where they say more. Throws Refusals. */
export const readConfig = (folder: string, blocks: Blocks): ModelConfig =>
  normalizeConfigInFolder(folder, readConfigFile(folder), blocks)

/** A config as the weights of a folder have it where they say more. Throws Refusals. */
export function normalizeConfigInFolder(folder: string, config: ModelConfig, blocks: Blocks): ModelConfig {
  const { normalizeConfig } = blocks.get(String(config.model_type))?.network ?? {}
  if (!normalizeConfig) return config
  const names = tensorNames(folder)
  return normalizeConfig(config, name => names.has(name))
}

function readConfigFile(folder: string): ModelConfig {
  const file = join(folder, 'config.json')
  if (!existsSync(file)) throw new Refusals([noConfig(folder)])
  const config = tryParseJson(readFileSync(file, 'utf8'))
  if (typeof config === 'object' && config !== null && !Array.isArray(config)) return config as ModelConfig
  throw new Refusals([badConfig('it is not a JSON object', '它不是 JSON 对象')])
}
