import type { Block } from '../../../core/block.ts'
import type { HeadKind } from '../../../core/nn/head.ts'
import type { Config, Network } from '../../../core/nn/network.ts'
import { binaryCrossEntropy, crossEntropy } from '../../../core/tensor/ops/cross-entropy.ts'
import { concat, split, type Tensor } from '../../../core/tensor/tensor.ts'
import bart from '../../../nodes/model/bart.ts'
import bert, { bertPretraining } from '../../../nodes/model/bert.ts'
import distilbert from '../../../nodes/model/distilbert.ts'
import electra from '../../../nodes/model/electra.ts'
import gpt2 from '../../../nodes/model/gpt2.ts'
import llama from '../../../nodes/model/llama.ts'
import marian from '../../../nodes/model/marian.ts'
import roberta from '../../../nodes/model/roberta.ts'
import t5 from '../../../nodes/model/t5.ts'
import { B } from './feeds.ts'

/** The block of each case, and its head where that is not the one over words. */
const blocks: Record<string, readonly [Block, HeadKind?]> = {
  gpt2_clm: [gpt2],
  gpt2_seqcls: [gpt2, 'class'],
  gpt2_tokcls: [gpt2, 'tags'],
  llama_gqa_clm: [llama],
  llama_tied_mqa_clm: [llama],
  llama_seqcls: [llama, 'class'],
  bert_mlm: [bert],
  bert_seqcls: [bert, 'class'],
  bert_tokcls: [bert, 'tags'],
  bert_qa: [bert, 'answer'],
  roberta_mlm: [roberta],
  roberta_seqcls: [roberta, 'class'],
  distilbert_mlm: [distilbert],
  distilbert_seqcls: [distilbert, 'class'],
  electra_gen_mlm: [electra],
  electra_disc_rtd: [electra, 'replaced'],
  bart_s2s: [bart],
  bart_seqcls: [bart, 'class'],
  marian_s2s: [marian],
  t5v10_s2s: [t5],
  t5v11_s2s: [t5],
}

/** A network under test: its scores in the order of Transformers' outputs, and its loss per row. */
export interface Subject {
  readonly network: Network
  readonly scores: (hidden: Tensor) => Tensor
  readonly loss: (hidden: Tensor, labels: Tensor) => Tensor
}

export const cases: readonly string[] = [...Object.keys(blocks), 'bert_pretraining']

export function subject(name: string, config: Config): Subject {
  const [found, head] = blocks[name] ?? []
  if (!found) return pretraining(config)
  const build = head ? found.network?.heads?.[head] : found.network?.build
  if (!build) throw new Error(`subject: no network for ${name}`)
  const network = build(config)
  const loss = head === 'replaced' ? binaryCrossEntropy : crossEntropy
  return { network, scores: network.logits, loss: (hidden, labels) => loss(network.logits(hidden), labels) }
}

/** BERT with two heads at once: words at each token, and whether the second text follows the first. */
function pretraining(config: Config): Subject {
  const network = bertPretraining(config)
  const cut = (x: Tensor) => split(x, 0, [x.dim(0) - B, B]) as [Tensor, Tensor]
  const both = (hidden: Tensor) => {
    const [tokens, texts] = cut(hidden)
    return [network.logits(tokens), network.follows(texts)] as const
  }
  return {
    network,
    scores: hidden =>
      concat(
        both(hidden).map(x => x.reshape(x.size)),
        0,
      ),
    loss(hidden, labels) {
      const [words, follows] = both(hidden)
      const [named, following] = cut(labels)
      return concat([crossEntropy(words, named), crossEntropy(follows, following)], 0)
    },
  }
}
