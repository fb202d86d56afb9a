import type { HeadKind } from '../plan/plan.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { Dropout } from './dropout.ts'
import { type Layer, type Module, mergeModules, parts } from './module.ts'
import type { Body, ModelConfig, Network, NetworkInputs } from './network.ts'
import { firstTokenStates } from './pooling.ts'

/** An output layer over a body: its parameters, what it reads of the last hidden states, and the scores it gives. */
export interface Head {
  readonly parts: Module
  /** Default: the last hidden states as they are. */
  readonly read?: (states: Tensor, inputs: NetworkInputs, dropout: Dropout) => Tensor
  readonly logits: (read: Tensor) => Tensor
  /** See Network. */
  readonly tiedWeights?: Network['tiedWeights']
}

/** Builders of networks with these heads, from a config.json. */
export type HeadBuilders = Readonly<Partial<Record<HeadKind, (config: ModelConfig) => Network>>>

/** A body with an output layer. */
export function withHead(body: Body, head: Head): Network {
  const { read = states => states } = head
  return {
    family: body.family,
    config: body.config,
    parts: mergeModules(body.parts, head.parts),
    hidden: (inputs, dropout) => read(body.hidden(inputs, dropout), inputs, dropout),
    logits: head.logits,
    ...(head.tiedWeights ? { tiedWeights: head.tiedWeights } : {}),
  }
}

/** One class per text, read from its first token by layers in between: states [B, C] → [B, C]. */
export const sequenceClassificationHead = (
  nested: Parameters<typeof parts>[0],
  summary: (first: Tensor, dropout: Dropout) => Tensor,
  classify: Layer,
): Head => ({
  parts: parts(nested),
  read: (states, { ids }, dropout) => summary(firstTokenStates(states, ids.dim(0)), dropout),
  logits: classify,
})

/** One tag per token: [B·T, tags]. */
export const tokenClassificationHead = (classifier: Layer, rate: number): Head => ({
  parts: parts({ classifier }),
  read: (states, _, dropout) => dropout(states, rate),
  logits: classifier,
})

/** Where an answer starts and ends: [2·B, T], the starts of all texts, then their ends. */
export const questionAnsweringHead = (qa_outputs: Layer, rate = 0): Required<Omit<Head, 'tiedWeights'>> => ({
  parts: parts({ qa_outputs }),
  read: (states, { ids }, dropout) => dropout(states, rate).reshape(...ids.shape, states.dim(1)),
  logits(states) {
    const [B, T, C] = [states.dim(0), states.dim(1), states.dim(2)]
    return qa_outputs(states.reshape(B * T, C))
      .reshape(B, T, 2)
      .transpose(2, 0, 1)
      .reshape(2 * B, T)
  },
})
