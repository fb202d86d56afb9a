import type { Blocks } from '../../core/block/block.ts'
import { namedParameters } from '../../core/nn/module.ts'
import type { ModelConfig, Network } from '../../core/nn/network.ts'
import { binaryCrossEntropy, crossEntropy } from '../../core/tensor/ops/cross-entropy.ts'
import { concat, split, type Tensor } from '../../core/tensor/tensor.ts'
import type { Model } from '../../core/train/model.ts'
import { networkFromConfig } from '../weights/network-from-config.ts'
import { type CaseBatch, caseBatch } from './case-batch.ts'
import type { GoldenCase } from './golden-case.ts'

/** A case ready to be computed with our own network. */
export interface CaseModel extends CaseBatch {
  readonly model: Model
  /** Scores in the order of Transformers' outputs. */
  readonly scores: (hidden: Tensor) => Tensor
}

/** The network of a config with the batch of a case and its loss. The numbers of cases are without dropout. */
export function caseModel(golden: GoldenCase, config: ModelConfig, blocks: Blocks): CaseModel {
  const network = networkFromConfig(withoutDropout(config), blocks)
  const prepared = caseBatch(golden, config)
  const { shapes, texts, batch } = prepared
  const heads = 'follows' in network ? pretraining(network as PairNetwork, texts) : singleHead(network, golden)
  const collator = { feeds: () => shapes, examples: () => texts, fill: () => batch }
  return {
    ...prepared,
    scores: heads.scores,
    model: {
      network,
      parameters: namedParameters(network.parts),
      collator,
      loss: heads.loss,
      needsWholeBatch: heads.needsWholeBatch,
    },
  }
}

/** Also of classifiers that leave it to a default. */
const withoutDropout = (config: ModelConfig): ModelConfig => ({
  ...Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key,
      /dropout|pdrop/.test(key) && typeof value === 'number' ? 0 : value,
    ]),
  ),
  classifier_dropout: 0,
})

function singleHead(network: Network, { kind, inputs }: GoldenCase) {
  const several = (kind === 'seqcls' || kind === 'bartcls') && Array.isArray(inputs.labels?.[0])
  const loss = several || kind === 'rtd' ? binaryLoss : crossEntropy
  return {
    scores: network.logits,
    needsWholeBatch: several,
    loss: (hidden: Tensor, labels: Tensor) => loss(network.logits(hidden), labels),
  }
}

/** Each score by itself says whether something holds. */
const binaryLoss = (logits: Tensor, labels: Tensor) => binaryCrossEntropy(logits.reshape(logits.size, 1), labels)

interface PairNetwork extends Network {
  readonly follows: (pooled: Tensor) => Tensor
}

/** BERT with two heads at once: words at each token, and whether the second text follows the first. */
function pretraining(network: PairNetwork, texts: number) {
  const cut = (x: Tensor) => split(x, 0, [x.dim(0) - texts, texts]) as [Tensor, Tensor]
  const both = (hidden: Tensor) => {
    const [tokens, pooled] = cut(hidden)
    return [network.logits(tokens), network.follows(pooled)] as const
  }
  return {
    needsWholeBatch: true,
    scores: (hidden: Tensor) =>
      concat(
        both(hidden).map(x => x.flat),
        0,
      ),
    loss(hidden: Tensor, labels: Tensor) {
      const [words, follows] = both(hidden)
      const [named, following] = cut(labels)
      return concat([crossEntropy(words, named), crossEntropy(follows, following)], 0)
    },
  }
}
