import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { namedParameters } from '../../core/nn/module.ts'
import type { Network } from '../../core/nn/network.ts'
import { isGeneratorParameter } from '../../core/nn/parameter-names.ts'
import type { Model } from '../../core/train/model.ts'
import { fitWeights, type Weights } from './fit-weights.ts'
import { readWeights } from './read-weights.ts'

interface LoadOptions {
  /** The network has another head than the saved model; its parameters are left out of the result. */
  readonly newHead?: boolean
  /** What problems call the file, from its name. Default: the name. */
  readonly label?: (file: string) => string
}

/** The weights of a network as a model folder holds them. Throws Refusals unless every tensor fits. */
export function loadWeights(folder: string, network: Network, options: LoadOptions = {}): Weights {
  const { newHead = false, label = file => file } = options
  const stored = readWeights(folder)
  return fitWeights(stored, network, { file: label(stored.file), newHead }).weights
}

/** Where a checkpoint keeps the network that made its task. */
export const generatorFolder = 'generator'

/**
 * What a checkpoint says of the network that makes a model's task, under the model's names and without the tables that both
 * share; undefined where it kept none, as folders from elsewhere. Throws Refusals unless it fits.
 */
export function generatorWeights(folder: string, model: Model): Weights | undefined {
  const { generator } = model.network
  const path = join(folder, generatorFolder)
  if (!generator || !existsSync(path)) return undefined
  const own = namedParameters(generator.parts)
  const weights = loadWeights(path, generator, { label: file => `${generatorFolder}/${file}` })
  const names = new Map([...model.parameters].map(([name, tensor]) => [tensor, name]))
  const named = [...weights].map(([name, values]) => [names.get(own.get(name) as never) as string, values] as const)
  return new Map(named.filter(([name]) => isGeneratorParameter(name)))
}
