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
    label: text('Rows', '数据行'),
    help: text(
      'Join all rows into one long text and cut it evenly, which wastes nothing; or one row to an example, filled up with padding and cut at the length, which suits many short texts.',
      '把所有行连成一段长文本再均匀切开，毫无浪费；或每行作为一个样本，不足补齐，超长截断，适合许多短文本。',
    ),
    choices: { pack: text('Joined', '连接'), pad: text('One to an example', '每行一个样本') },
  }),
  across: param(z.boolean().default(true), {
    label: text('See other rows', '可见其他行'),
    help: text(
      'Whether tokens may look at the rows before theirs in the same example. Usual, but off is cleaner when rows have nothing to do with each other.',
      '词元能否看到同一样本中之前的其他行。通常允许；若各行互不相关，关闭更干净。',
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
  title: text('Next token (shift)', '下一个词元（移位）'),
  help: text(
    'Asks the model for the next token at every place, seeing only what came before. This is how GPT learns to write. Of joined rows, what is left over at the end of the data is not used.',
    '在每个位置让模型预测下一个词元，只能看到前面的内容。GPT 就是这样学会写作的。连接各行时，数据末尾不足一个样本的部分不会使用。',
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
