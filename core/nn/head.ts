import type { Tensor } from '../tensor/tensor.ts'
import type { Dropout } from './dropout.ts'
import { type Layer, type Module, merged, parts } from './module.ts'
import type { Body, Config, Network, NetworkInputs } from './network.ts'
import { firstStates } from './pick.ts'

/** An output layer over a body: its parameters, what it reads of the last hidden states, and the scores it gives. */
export interface Head {
  readonly parts: Module
  /** Default: the last hidden states as they are. */
  readonly read?: (states: Tensor, inputs: NetworkInputs, dropout: Dropout) => Tensor
  readonly logits: (read: Tensor) => Tensor
  /** See Network. */
  readonly copies?: Network['copies']
}

/**
 * What a head scores, and so the shape of its logits. class: what a text is [B, classes]. tags: what each token is
 * [B·T, tags]. answer: where an answer starts, then where it ends [2·B, T]. replaced: whether a token is wrong [B·T, 1].
 */
export type HeadKind = 'class' | 'tags' | 'answer' | 'replaced'

/** Builders of networks with these heads, from a config.json. */
export type Heads = Readonly<Partial<Record<HeadKind, (config: Config) => Network>>>

/** A body with an output layer. */
export function withHead(body: Body, head: Head): Network {
  const { read = states => states } = head
  return {
    config: body.config,
    parts: merged(body.parts, head.parts),
    hidden: (inputs, dropout) => read(body.hidden(inputs, dropout), inputs, dropout),
    logits: head.logits,
    ...(head.copies ? { copies: head.copies } : {}),
  }
}

/** One class per text, read from its first token by layers in between: states [B, C] → [B, C]. */
export const classHead = (
  nested: Parameters<typeof parts>[0],
  summary: (first: Tensor, dropout: Dropout) => Tensor,
  classify: Layer,
): Head => ({
  parts: parts(nested),
  read: (states, { ids }, dropout) => summary(firstStates(states, ids.dim(0)), dropout),
  logits: classify,
})

/** One tag per token: [B·T, tags]. */
export const tagHead = (classifier: Layer, share: number): Head => ({
  parts: parts({ classifier }),
  read: (states, _, dropout) => dropout(states, share),
  logits: classifier,
})

/** Where an answer starts and ends: [2·B, T], the starts of all texts, then their ends. */
export const answerHead = (qa_outputs: Layer, share = 0): Required<Omit<Head, 'copies'>> => ({
  parts: parts({ qa_outputs }),
  read: (states, { ids }, dropout) => dropout(states, share).reshape(...ids.shape, states.dim(1)),
  logits(states) {
    const [B, T, C] = [states.dim(0), states.dim(1), states.dim(2)]
    return qa_outputs(states.reshape(B * T, C))
      .reshape(B, T, 2)
      .transpose(2, 0, 1)
      .reshape(2 * B, T)
  },
})
