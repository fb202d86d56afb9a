import type { HeadKind, NetworkKind, NetworkPlan } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import type { Text } from '../../core/text.ts'
import { text } from '../../core/text.ts'

interface NetworkNeeds {
  readonly wants: NetworkKind
  /** A network of another kind may have this output layer all the same. */
  readonly head?: HeadKind
  /** Why another kind of network cannot learn this way. */
  readonly why: Text
  /** Networks that can. */
  readonly use: Text
}

/** Refuses a network that cannot learn by this objective, and says why. */
export function checkNetworkKind(network: NetworkPlan, { wants, head, why, use }: NetworkNeeds): void {
  if (network.kind === wants || (head && network.heads?.includes(head))) return
  const kind = kinds[network.kind]
  refuse('objective-network', {
    param: 'network',
    message: text(`This network is ${kind.en}. ${why.en}`, `该网络是${kind.zh}。${why.zh}`),
    fix: text(`Connect ${use.en}, or choose another objective.`, `请连接${use.zh}，或换一个目标。`),
  })
}

const kinds: Readonly<Record<NetworkKind, Text>> = {
  decoder: text('a decoder (left to right)', '解码器（从左到右）'),
  encoder: text('a bidirectional encoder', '双向编码器'),
  'encoder-decoder': text('an encoder-decoder', '编码器-解码器网络'),
}

/** Refuses a network that writes texts where they are to be judged, unless it can do that, too. */
export function refuseEncoderDecoder(network: NetworkPlan): void {
  if (network.kind === 'encoder-decoder' && !network.heads?.includes('class')) refuse('objective-network', writes)
}

const writes = {
  param: 'network',
  message: text(
    'This network is an encoder-decoder, which generates texts instead of classifying them.',
    '该网络是编码器-解码器，它生成文本，而不是对文本分类。',
  ),
  fix: text(
    'Connect a bidirectional network such as BERT, or a decoder such as GPT-2.',
    '请连接双向网络（例如 BERT），或解码器（例如 GPT-2）。',
  ),
}
