import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { namedParameters } from '../../core/nn/module.ts'
import { isGeneratorParameter } from '../../core/nn/parameter-names.ts'
import type { Model } from '../../core/train/model.ts'
import type { Weights } from './fit-weights.ts'
import { loadWeights } from './load-weights.ts'

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
