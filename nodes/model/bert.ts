import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { activations } from '../../core/nn/activations.ts'
import { classNames } from '../../core/nn/architecture-names.ts'
import { type Head, type HeadBuilders, withHead } from '../../core/nn/head.ts'
import type { Embedding } from '../../core/nn/layers.ts'
import { mergeModules, parts } from '../../core/nn/module.ts'
import type { ModelConfig, Network, NetworkFamily } from '../../core/nn/network.ts'
import { firstTokenStates } from '../../core/nn/pooling.ts'
import { concat, type Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import { bertBody, bertFamily, dense, embeddings, encoderRules, encoderSchema, norm } from './bert-encoder.ts'
import { pooledClassHead, pooler, tokenHeads, tokenProjection } from './bert-heads.ts'
import { parseConfig } from './config-rules.ts'
import * as sizes from './network-params.ts'
import { published, shape } from './presets.ts'

const configSchema = encoderSchema.extend({ model_type: z.literal('bert') })
type BertConfig = z.infer<typeof configSchema>

const family: NetworkFamily = {
  ...bertFamily('bert'),
  classes: { ...classNames('Bert', 'ForMaskedLM', ['class', 'tags', 'answer']), pretraining: 'BertForPreTraining' },
  copies: {
    'cls.predictions.decoder.weight': 'bert.embeddings.word_embeddings.weight',
    'cls.predictions.decoder.bias': 'cls.predictions.bias',
  },
  unused: /(^|\.)position_ids$|^cls\.seq_relationship\./,
}

function body(config: ModelConfig) {
  const c = parseConfig(configSchema, config, encoderRules)
  const embedded = embeddings(c)
  return { c, words: embedded.words, body: bertBody(family, config, c, { embeddings: embedded }) }
}

/** One more layer, then the token embedding as output layer (tied) or an output layer of its own. */
function wordHead(c: BertConfig, words: Embedding) {
  const transform = { dense: dense(c), LayerNorm: norm(c) }
  const activation = activations[c.hidden_act]
  const scores = tokenProjection(c, words)
  return {
    parts: parts({ cls: { predictions: { ...scores.parts, transform } } }),
    logits: states => scores(transform.LayerNorm(activation(transform.dense(states)))),
    tiedWeights: family.copies,
  } satisfies Head
}

/** BERT (Devlin et al. 2018) with its masked language modelling head: every token sees all, norms after each part. */
export function bert(config: ModelConfig): Network {
  const { c, words, body: encoder } = body(config)
  return withHead(encoder, wordHead(c, words))
}

/** A network that also says whether its second text follows the first. */
export interface PairNetwork extends Network {
  /** Pooled states [B, C] → [B, 2]; 0 means it follows. */
  readonly follows: (pooled: Tensor) => Tensor
}

/** BERT as its authors trained it: `hidden` gives the B·T states of the tokens, then the B pooled states of the texts. */
export function bertPretraining(config: ModelConfig): PairNetwork {
  const { c, words, body: encoder } = body(config)
  const head = wordHead(c, words)
  const pool = pooler(c)
  const seq_relationship = dense(c, c.hidden_size, 2)
  const network = withHead(encoder, {
    parts: mergeModules(head.parts, parts({ bert: { pooler: pool }, cls: { seq_relationship } })),
    read: (states, { ids }) => concat([states, pool(firstTokenStates(states, ids.dim(0)))], 0),
    logits: head.logits,
    tiedWeights: head.tiedWeights,
  })
  return { ...network, follows: seq_relationship }
}

const heads: HeadBuilders = {
  class(config) {
    const { c, body: encoder } = body(config)
    return withHead(encoder, pooledClassHead(c, 'bert'))
  },
  ...tokenHeads(body),
}

export default block({
  id: 'bert',
  category: 'model',
  title: text('BERT', 'BERT'),
  keywords: ['BertForMaskedLM', 'encoder only', 'bidirectional', '双向', '编码器'],
  help: text(
    'A bidirectional encoder: good at understanding text, not at generating it. Train it with masked language modelling.',
    '双向编码器：擅长理解文本，不擅长生成文本。请配合掩码语言建模训练。',
  ),
  inputs: {},
  outputs: { network: port('network') },
  learns: { by: 'masked', usual: true },
  params: sizes.networkParams,
  initialParams: sizes.contextWithSpecialTokens,
  // tiny to medium: Turc et al. 2019, “Well-Read Students Learn Better”; context and dropout are left as they are on a laptop
  presets: {
    tiny: published('BERT tiny', shape(128, 2, 2), 'laptop'),
    mini: published('BERT mini', shape(256, 4, 4), 'laptop'),
    small: published('BERT small', shape(512, 4, 8), 'laptop'),
    'bert-medium': published('BERT medium', { ...shape(512, 8, 8), context: 512, dropout: 0.1 }),
    'bert-base': published('BERT base', { ...shape(768, 12, 12), context: 512, dropout: 0.1 }),
  },
  compile: (_, params) => {
    sizes.checkHeads(params)
    return { network: { block: 'bert', params, kind: 'encoder', maxLength: params.context } }
  },
  network: {
    config: (p, vocabulary) => ({
      architectures: [family.classes.words],
      model_type: 'bert',
      ...sizes.encoderConfig(p, vocabulary),
      max_position_embeddings: p.context,
      type_vocab_size: 2,
      layer_norm_eps: 1e-12,
    }),
    family,
    build: bert,
    heads,
    pretraining: bertPretraining,
  },
})
