import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { Collator } from '../../core/data/batch.ts'
import type { Batches } from '../../core/plan/plan.ts'
import { text } from '../../core/text.ts'
import type { TextLengthOptions } from './rows/length-bucketing.ts'
import { cappedLength, lengthGroupingParam, withLengthBucketing } from './rows/length-bucketing.ts'
import { copyRow } from './rows/seq2seq-pairs.ts'
import { evenWindows, requireTextColumn, textLengthParam, tokenStream } from './rows/token-stream.ts'

const params = z.strictObject({
  length: textLengthParam,
  rows: param(z.enum(['pack', 'pad']).default('pack'), {
    label: text('Row packing', '数据行打包'),
    help: text(
      '“Packed” concatenates all rows and cuts them into examples of equal length, without padding. “One per example” makes each row an example, padded or truncated to the length, which suits many short texts.',
      '“打包”把所有行首尾相接，再切成等长的样本，无需填充；“每行一个样本”将每行填充或截断到该长度，适合许多短文本。',
    ),
    choices: { pack: text('Packed', '打包'), pad: text('One per example', '每行一个样本') },
  }),
  across: param(z.boolean().default(true), {
    label: text('Attend across rows', '跨行注意力'),
    help: text(
      'Whether tokens may attend to earlier rows packed into the same example. This is the common choice; off is cleaner when rows are unrelated.',
      '词元能否注意到打包在同一样本中的之前各行。通常允许；若各行互不相关，关闭更干净。',
    ),
    advanced: true,
  }),
  alike: lengthGroupingParam,
})
type Params = Omit<z.infer<typeof params>, 'alike'> & { readonly alike?: boolean }

/** Texts with the next token at each position as its label. */
export const shiftTokens = (batches: Batches, params: Params): Collator =>
  params.rows === 'pad' ? paddedRows(batches, params) : windows(batches, params)

/** Consecutive windows of the text. */
function windows({ tokens }: Batches, { length: T, across }: Params): Collator {
  const { end } = tokens.vocabulary
  return {
    coversWholeTexts: true,
    feeds: B => ({
      ids: { shape: [B, T], dtype: 'int32' },
      ...(across === false && {
        documents: { shape: [B, T], dtype: 'int32' },
        places: { shape: [B, T], dtype: 'int32' },
      }),
      labels: { shape: [B * T], dtype: 'int32' },
      weights: { shape: [B * T], dtype: 'float32' },
    }),
    ...evenWindows(end, T, 1),
    fill(table, examples) {
      const places = examples.length * T
      const ids = new Int32Array(places)
      const labels = new Int32Array(places)
      const { read } = tokenStream(table, end)
      examples.forEach((example, row) => {
        read(example * T, ids.subarray(row * T, (row + 1) * T))
        read(example * T + 1, labels.subarray(row * T, (row + 1) * T))
      })
      const weights = new Float32Array(places).fill(1)
      const apart = across === false ? documentsOf(ids, T, end) : {}
      return { arrays: { ids, ...apart, labels, weights }, tokens: places, supervised: places }
    },
  }
}

/**
 * The document that each token belongs to, and its position there. An end token counts as the first token of the following document,
 * because it predicts that document's first token.
 */
function documentsOf(ids: Int32Array, T: number, end: number) {
  const [documents, places] = [new Int32Array(ids.length), new Int32Array(ids.length)]
  for (const [i, id] of ids.entries()) {
    if (i % T === 0) continue
    const starts = id === end
    documents[i] = (documents[i - 1] as number) + (starts ? 1 : 0)
    places[i] = starts ? 0 : (places[i - 1] as number) + 1
  }
  return { documents, places }
}

/** One row per example: the end token, which predicts the first token, then the row; the last label is the end token again. */
function paddedRows(batches: Batches, { length: T, alike }: TextLengthOptions): Collator {
  const { pad, end } = batches.tokens.vocabulary
  const collator: Collator = {
    coversWholeTexts: true,
    feeds: B => ({
      ids: { shape: [B, T], dtype: 'int32' },
      mask: { shape: [B, T], dtype: 'int32' },
      labels: { shape: [B * T], dtype: 'int32' },
      weights: { shape: [B * T], dtype: 'float32' },
    }),
    examples: ({ columns }) => columns.text?.rows ?? 0,
    fill({ columns }, examples) {
      if (!columns.text) throw new Error('shiftTokens: the table has no text')
      const places = examples.length * T
      const [ids, labels] = [new Int32Array(places).fill(pad), new Int32Array(places).fill(pad)]
      const [mask, weights] = [new Int32Array(places), new Float32Array(places)]
      let supervised = 0
      for (const [row, example] of examples.entries()) {
        const first = row * T
        const count = copyRow(columns.text, example, end, labels.subarray(first, first + T))
        ids[first] = end
        ids.set(labels.subarray(first, first + count - 1), first + 1)
        mask.fill(1, first, first + count)
        weights.fill(1, first, first + count)
        supervised += count
      }
      return { arrays: { ids, mask, labels, weights }, tokens: supervised, supervised }
    },
  }
  return withLengthBucketing(collator, alike, {
    maxLength: T,
    lengthOf: ({ columns }, row) => cappedLength(columns.text, row, 1, T),
    withMaxLength: length => paddedRows(batches, { length }),
  })
}

export default block({
  id: 'shift-tokens',
  category: 'collate',
  title: text('Causal LM collator (shift)', '因果语言建模整理器（移位）'),
  keywords: [
    'Next token (shift)',
    'next token',
    'next token prediction',
    'CLM',
    'causal',
    'GPT',
    'data collator',
    'DataCollatorForLanguageModeling',
    'packing',
    '下一个词元',
    '自回归',
    '数据整理器',
  ],
  help: text(
    'The labels are the inputs shifted by one: at every position the model predicts the next token and sees only the tokens before it. This is how GPT is pretrained. With packed rows, tokens left over at the end of the data are not used.',
    '标签是错开一位的输入：在每个位置，模型只看前面的词元来预测下一个词元。GPT 就是这样预训练的。打包时，数据末尾不足一个样本的词元不会使用。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  learns: { by: 'causal', usual: true },
  params,
  collator: shiftTokens,
  compile: ({ tokens }, params) => {
    requireTextColumn(tokens)
    const { length } = params
    return { batches: { tokens, collator: { block: 'shift-tokens', params }, task: 'causal', length } }
  },
})
