import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { activations } from '../../core/nn/activations.ts'
import { classNames } from '../../core/nn/architecture-names.ts'
import { type HeadBuilders, withHead } from '../../core/nn/head.ts'
import type { Embedding } from '../../core/nn/layers.ts'
import { parts } from '../../core/nn/module.ts'
import type { ModelConfig, Network, NetworkFamily } from '../../core/nn/network.ts'
import { cumulativeSum } from '../../core/tensor/ops/cumulative-sum.ts'
import { equal, where } from '../../core/tensor/ops/elementwise.ts'
import { scalar, type Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import { bertBody, bertFamily, dense, embeddings, encoderRules, encoderSchema, norm } from './bert-encoder.ts'
import { denseClassHead, tokenHeads, tokenProjection } from './bert-heads.ts'
import { configProblem, isInVocabulary, numberOf, parseConfig } from './config-rules.ts'
import * as sizes from './network-params.ts'
import { mini, published, shape, small, tiny } from './presets.ts'

const configSchema = encoderSchema.extend({
  model_type: z.literal('roberta'),
  type_vocab_size: z.int().default(1),
  pad_token_id: z.int().default(1),
})

/** Positions begin behind the padding's. */
const positionsLeft = (c: z.infer<typeof configSchema>) =>
  c.pad_token_id + 1 < c.max_position_embeddings
    ? undefined
    : configProblem(
        c,
        ['pad_token_id', 'max_position_embeddings'],
        text('no position is left for a token', '没有位置留给词元'),
      )

/** Padding has the position `pad`; tokens count on from there: int32 [B, T]. */
function countedPositions(ids: Tensor, pad: number): Tensor {
  const [one, none] = [scalar(1, 'int32'), scalar(0, 'int32')]
  const tokens = where(equal(ids, scalar(pad, 'int32')), none, one)
  return cumulativeSum(tokens, 1).mul(tokens).add(pad)
}

const family: NetworkFamily = {
  ...bertFamily('roberta'),
  classes: classNames('Roberta', 'ForMaskedLM', ['class', 'tags', 'answer']),
  copies: {
    'lm_head.decoder.weight': 'roberta.embeddings.word_embeddings.weight',
    'lm_head.decoder.bias': 'lm_head.bias',
  },
  /** Positions count from behind the padding's. */
  maxLength({ max_position_embeddings, pad_token_id }) {
    const positions = numberOf(max_position_embeddings)
    return positions === undefined ? undefined : positions - Number(pad_token_id ?? 1) - 1
  },
  pairSeparators: 2,
}

function body(config: ModelConfig) {
  const c = parseConfig(configSchema, config, [...encoderRules, isInVocabulary('pad_token_id'), positionsLeft])
  const pad = c.pad_token_id
  const positions = (table: Embedding, ids: Tensor) => table(countedPositions(ids, pad), pad)
  const embedded = embeddings(c, { positions, paddingPosition: pad })
  return { c, words: embedded.words, body: bertBody(family, config, c, { embeddings: embedded }) }
}

/** RoBERTa (Liu et al. 2019) with its masked language modelling head: BERT without a second kind of text. */
export function roberta(config: ModelConfig): Network {
  const { c, words, body: encoder } = body(config)
  const scores = tokenProjection(c, words)
  const head = { dense: dense(c), layer_norm: norm(c), ...scores.parts }
  const activation = activations.gelu // whatever hidden_act says
  return withHead(encoder, {
    parts: parts({ lm_head: head }),
    logits: states => scores(head.layer_norm(activation(head.dense(states)))),
    tiedWeights: family.copies,
  })
}

const heads: HeadBuilders = {
  class(config) {
    const { c, body: encoder } = body(config)
    return withHead(encoder, denseClassHead(c))
  },
  ...tokenHeads(body),
}

export default block({
  id: 'roberta',
  category: 'model',
  title: text('RoBERTa', 'RoBERTa'),
  keywords: ['encoder only', 'bidirectional', 'dynamic masking', '双向', '编码器'],
  help: text(
    'BERT with an improved training recipe: one text at a time, new masks at every epoch. Train it with masked language modelling.',
    '改进了训练方法的 BERT：每次只读一段文本，每轮重新随机掩码。请配合掩码语言建模训练。',
  ),
  inputs: {},
  outputs: { network: port('network') },
  learns: { by: 'masked' },
  params: sizes.networkParams,
  initialParams: sizes.contextWithSpecialTokens,
  presets: {
    tiny: tiny(shape(128, 2, 2)),
    mini: mini(shape(256, 4, 4)),
    small: small(shape(512, 4, 8)),
    'roberta-base': published('RoBERTa base', { ...shape(768, 12, 12), context: 512, dropout: 0.1 }),
  },
  compile: (_, params) => {
    sizes.checkHeads(params)
    return { network: { block: 'roberta', params, kind: 'encoder', maxLength: params.context } }
  },
  network: {
    config: (p, vocabulary) => ({
      architectures: [family.classes.words],
      model_type: 'roberta',
      ...sizes.encoderConfig(p, vocabulary),
      max_position_embeddings: p.context + vocabulary.pad + 1, // positions count from the padding's
      type_vocab_size: 1,
      layer_norm_eps: 1e-5,
      bos_token_id: vocabulary.begin,
      eos_token_id: vocabulary.end,
    }),
    family,
    build: roberta,
    heads,
  },
})
