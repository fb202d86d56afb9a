import type { Network } from '../../core/nn/network.ts'
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
