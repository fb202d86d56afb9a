import type { HeadKind } from '../../core/plan/heads.ts'
import type { NetworkKind, NetworkPlan } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { type Text, text } from '../../core/text.ts'

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
  decoder: text('a left-to-right one', '从左到右的单向网络'),
  encoder: text('one that looks in both directions', '双向网络'),
  'encoder-decoder': text('an encoder with a decoder', '编码器-解码器网络'),
}

/** Refuses a network that writes texts where they are to be judged, unless it can do that, too. */
export function refuseEncoderDecoder(network: NetworkPlan): void {
  if (network.kind === 'encoder-decoder' && !network.heads?.includes('class')) refuse('objective-network', writes)
}

const writes = {
  param: 'network',
  message: text(
    'This network is an encoder with a decoder, which writes texts instead of judging them.',
    '该网络是编码器-解码器网络，它写出文本，而不是对文本作判断。',
  ),
  fix: text(
    'Connect a network that looks in both directions, such as BERT, or a left-to-right one such as GPT-2.',
    '请连接双向网络（例如 BERT），或从左到右的网络（例如 GPT-2）。',
  ),
}
