import { z } from 'zod'
import { param } from '../../core/block/block.ts'
import type { Vocabulary } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'

/** Parameters that every network has, in the same words. */

export const width = (normal: number) =>
  param(z.int().min(8).max(8192).default(normal), {
    label: text('Width', '隐藏层宽度'),
    help: text(
      'Dimension of the hidden states (hidden size). Wider networks learn more and cost more.',
      '隐藏状态的维度。越宽能力越强，代价也越大。',
    ),
  })

export const layers = (normal: number) =>
  param(z.int().min(1).max(96).default(normal), {
    label: text('Layers', '层数'),
    help: text('How many Transformer (or recurrent) layers are stacked.', '堆叠的层数。'),
  })

export const heads = (normal: number) =>
  param(z.int().min(1).max(128).default(normal), {
    label: text('Attention heads', '注意力头数'),
    help: text(
      'How many attention heads each layer has. The width must be a multiple of it.',
      '每层的注意力头数。宽度必须是它的整数倍。',
    ),
  })

/** What the parameter of a network's longest text is called, and what it can be everywhere. */
export const contextParamName = 'context'
export const maxContext = 4096

export const context = (most = maxContext) =>
  param(z.int().min(8).max(most).default(128), {
    label: text('Context length', '上下文长度'),
    help: text('The longest input the network can read, in tokens.', '网络能读取的最长输入（词元数）。'),
    unit: text('tokens', '词元'),
  })

/** Room for the begin and end that some batches put around 128 tokens, and for a text with a question (192). */
export const contextWithSpecialTokens = { context: 192 }

export const feedForward = () =>
  param(z.int().min(0).max(65536).default(0), {
    label: text('Feed-forward size', '前馈层宽度'),
    help: text('Width of the feed-forward layers. 0 means 4 × width.', '前馈层的宽度。0 表示宽度的 4 倍。'),
    advanced: true,
  })

export const dropout = (normal: number) =>
  param(z.number().min(0).max(0.9).default(normal), {
    label: text('Dropout', '随机失活'),
    help: text(
      'Share of values set to 0 at random during training. Raise it (to 0.1) if the model overfits.',
      '训练时随机置零的比例。如果模型过拟合，请调高（例如 0.1）。',
    ),
  })

/** What every network asks for. */
export const networkParams = z.strictObject({
  width: width(256),
  layers: layers(4),
  heads: heads(4),
  context: context(),
  feedForward: feedForward(),
  dropout: dropout(0),
})

/** What the configs of BART and Marian have in common. */
export const encoderDecoderConfig = (p: z.infer<typeof networkParams>, vocabulary: Vocabulary) => ({
  vocab_size: vocabulary.size,
  d_model: p.width,
  encoder_layers: p.layers,
  decoder_layers: p.layers,
  encoder_attention_heads: p.heads,
  decoder_attention_heads: p.heads,
  encoder_ffn_dim: p.feedForward || 4 * p.width,
  decoder_ffn_dim: p.feedForward || 4 * p.width,
  dropout: p.dropout,
  attention_dropout: 0,
  activation_dropout: 0,
  max_position_embeddings: p.context,
  init_std: 0.02,
  is_encoder_decoder: true,
  bos_token_id: vocabulary.begin,
  eos_token_id: vocabulary.end,
  forced_eos_token_id: vocabulary.end,
  pad_token_id: vocabulary.pad,
  decoder_start_token_id: vocabulary.pad, // where our collators begin a target
  num_hidden_layers: p.layers,
  tie_word_embeddings: true,
})

/** What the configs of BERT, RoBERTa and ELECTRA have in common. */
export const encoderConfig = (p: z.infer<typeof networkParams>, vocabulary: Vocabulary) => ({
  vocab_size: vocabulary.size,
  hidden_size: p.width,
  num_hidden_layers: p.layers,
  num_attention_heads: p.heads,
  intermediate_size: p.feedForward || 4 * p.width,
  hidden_act: 'gelu',
  hidden_dropout_prob: p.dropout,
  attention_probs_dropout_prob: p.dropout,
  initializer_range: 0.02,
  pad_token_id: vocabulary.pad,
  position_embedding_type: 'absolute',
  tie_word_embeddings: true,
})

/** Heads share the width evenly. */
export function checkHeads({ width, heads }: { width: number; heads: number }): void {
  if (width % heads === 0) return
  const fitting = [...Array(heads + 1).keys()].filter(h => h > 0 && width % h === 0)
  refuse('width-heads', {
    param: 'heads',
    paramFix: { set: { heads: fitting.at(-1) } },
    message: text(
      `A width of ${width} cannot be divided by ${heads} heads.`,
      `宽度 ${width} 不能被 ${heads} 个注意力头整除。`,
    ),
    fix: text(
      `Use ${fitting.at(-1)} heads, or a width of ${Math.ceil(width / heads) * heads}.`,
      `请使用 ${fitting.at(-1)} 个头，或把宽度设为 ${Math.ceil(width / heads) * heads}。`,
    ),
  })
}

/** Rotary positions turn pairs of numbers, so a head holds an even count of them. */
export function checkRotaryHeadSize({ width, heads }: { readonly width: number; readonly heads: number }): void {
  if ((width / heads) % 2 === 0) return
  refuse('odd-head', {
    param: 'width',
    message: text(
      `The head dimension is ${width / heads}, but rotary position embeddings need an even one.`,
      `每个头的维度为 ${width / heads}，但旋转位置编码要求偶数维。`,
    ),
    fix: text(`Use a width of ${2 * width}.`, `请把宽度设为 ${2 * width}。`),
  })
}
