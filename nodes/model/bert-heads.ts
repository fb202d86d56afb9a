import type { Dropout } from '../../core/nn/dropout.ts'
import {
  type Head,
  type HeadBuilders,
  questionAnsweringHead,
  sequenceClassificationHead,
  tokenClassificationHead,
  withHead,
} from '../../core/nn/head.ts'
import { type Embedding, tiedProjection } from '../../core/nn/layers.ts'
import { layer } from '../../core/nn/module.ts'
import type { Body, ModelConfig } from '../../core/nn/network.ts'
import { tanh } from '../../core/tensor/ops/elementwise.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import { dense, type EncoderConfig } from './bert-encoder.ts'
import { labelCount } from './class-labels.ts'

const headDropoutRate = (c: EncoderConfig) => c.classifier_dropout ?? c.hidden_dropout_prob

/** One more layer over the first token’s state before it is classified: [B, C] → [B, C]. */
export function pooler(c: EncoderConfig) {
  const projection = dense(c)
  return layer({ dense: projection }, (first: Tensor) => tanh(projection(first)))
}

/** A class per text, from the first token through a pooler that belongs to the body. */
export function pooledClassHead(c: EncoderConfig, name: string): Head {
  const [pool, classifier] = [pooler(c), dense(c, c.hidden_size, labelCount(c))]
  const summary = (first: Tensor, dropout: Dropout) => dropout(pool(first), headDropoutRate(c))
  return sequenceClassificationHead({ [name]: { pooler: pool }, classifier }, summary, classifier)
}

/** A class per text, from the first token through a layer of the head's own. */
export function denseClassHead(c: EncoderConfig, activation: (x: Tensor) => Tensor = tanh): Head {
  const classifier = { dense: dense(c), out_proj: dense(c, c.hidden_size, labelCount(c)) }
  const summary = (first: Tensor, dropout: Dropout) => {
    const hidden = activation(classifier.dense(dropout(first, headDropoutRate(c))))
    return dropout(hidden, headDropoutRate(c))
  }
  return sequenceClassificationHead({ classifier }, summary, classifier.out_proj)
}

/** Scores over the vocabulary: the token embedding as output layer (tied), or an output layer beside a bias that nothing reads, as Transformers has it. */
export function tokenProjection(c: EncoderConfig, words: Embedding) {
  const tied = tiedProjection(words)
  if (c.tie_word_embeddings) return tied
  const decoder = dense(c, c.hidden_size, c.vocab_size)
  return layer({ ...tied.parts, decoder }, decoder)
}

/** The heads that read every token in the same way: tags of words, and answers in a text. */
export const tokenHeads = (bodyOf: (config: ModelConfig) => { readonly c: EncoderConfig; readonly body: Body }) =>
  ({
    tags(config) {
      const { c, body } = bodyOf(config)
      return withHead(body, tokenClassificationHead(dense(c, c.hidden_size, labelCount(c)), headDropoutRate(c)))
    },
    answer(config) {
      const { c, body } = bodyOf(config)
      return withHead(body, questionAnsweringHead(dense(c, c.hidden_size, 2)))
    },
  }) satisfies HeadBuilders
