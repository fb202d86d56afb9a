import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { Collator, TokenTable } from '../../core/data/batch.ts'
import { type QaInputLayout, qaInput, slidingWindows } from '../../core/data/qa-windows.ts'
import { readRow, rowLength } from '../../core/data/token-column.ts'
import type { Batches, Tokens, Vocabulary } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { lengthGroupingParam, withLengthBucketing } from './rows/length-bucketing.ts'

const params = z.strictObject({
  length: param(z.int().min(16).max(4096).default(192), {
    label: text('Length', '长度'),
    help: text(
      'Tokens of one input: the question, a window of the text, and three special tokens.',
      '一个输入的词元数：问题、文本的一个窗口，以及三个特殊词元。',
    ),
    unit: text('tokens', '词元'),
  }),
  question: param(z.int().min(4).max(512).default(32), {
    label: text('Maximum question length', '问题最大长度'),
    help: text('Longer questions are truncated at the end.', '更长的问题会从末尾截断。'),
    unit: text('tokens', '词元'),
  }),
  overlap: param(z.int().min(0).max(4096).default(64), {
    label: text('Overlap', '重叠'),
    help: text(
      'A text that does not fit is read in windows. Each window repeats this many tokens of the previous one, so that no answer is cut in two.',
      '放不下的文本会分窗口读取。每个窗口重复上一个窗口末尾的这么多词元，以免答案被切成两半。',
    ),
    unit: text('tokens', '词元'),
  }),
  between: param(z.enum(['one', 'two']).default('one'), {
    label: text('Separator tokens', '分隔词元'),
    help: text(
      'Separator tokens between question and text: one for most networks, two for RoBERTa models.',
      '问题与文本之间的分隔词元数：多数网络为一个；RoBERTa 模型为两个。',
    ),
    choices: { one: text('One', '一个'), two: text('Two (RoBERTa)', '两个（RoBERTa）') },
    advanced: true,
  }),
  alike: lengthGroupingParam,
})
type Params = Omit<z.infer<typeof params>, 'alike'> & { readonly alike?: boolean }

const layoutOf = ({ begin, end }: Vocabulary, { between, ...sizes }: Params): QaInputLayout => ({
  ...sizes,
  begin,
  between: between === 'two' ? [end, end] : [end],
  end,
})

/**
 * One question with a window of its context per example; a long context makes several. Labels are the positions of the answer's first
 * token for all rows, then of its last token [2·B]; a window without the answer points at the begin token.
 */
export function answerSpan({ tokens }: Batches, { alike, ...params }: Params): Collator {
  const layout = layoutOf(tokens.vocabulary, params)
  const indexOf = remembered((table: TokenTable) => windowIndex(table, layout))
  const within = (T: number): Collator => ({
    feeds: B => ({
      ids: { shape: [B, T], dtype: 'int32' },
      mask: { shape: [B, T], dtype: 'int32' },
      types: { shape: [B, T], dtype: 'int32' },
      labels: { shape: [2 * B], dtype: 'int32' },
      weights: { shape: [2 * B], dtype: 'float32' },
    }),
    examples: table => indexOf(table).count,
    fill(table, examples) {
      const { question, context, answer } = columnsOf(table)
      const B = examples.length
      const ids = new Int32Array(B * T).fill(tokens.vocabulary.pad)
      const [mask, types, labels] = [new Int32Array(B * T), new Int32Array(B * T), new Int32Array(2 * B)]
      let read = 0
      for (const [row, example] of examples.entries()) {
        const { row: from, window } = indexOf(table).at(example)
        const input = qaInput(readRow(question, from), readRow(context, from), window, layout)
        ids.set(input.ids, row * T)
        types.set(input.types, row * T)
        mask.fill(1, row * T, row * T + input.ids.length)
        read += input.ids.length - 2 - layout.between.length
        const [first, last] = readRow(answer, from) as unknown as [number, number]
        if (first < window.from || last >= window.to) continue
        labels[row] = input.first + first - window.from
        labels[B + row] = input.first + last - window.from
      }
      const weights = new Float32Array(2 * B).fill(1)
      return { arrays: { ids, mask, types, labels, weights }, tokens: read, supervised: 2 * B }
    },
  })
  const takes = (table: TokenTable, example: number) => {
    const { row, window } = indexOf(table).at(example)
    const asked = Math.min(layout.question, rowLength(columnsOf(table).question, row))
    return 2 + asked + layout.between.length + window.to - window.from
  }
  return withLengthBucketing(within(layout.length), alike, {
    maxLength: layout.length,
    lengthOf: takes,
    withMaxLength: within,
  })
}

interface Place {
  readonly row: number
  readonly window: { readonly from: number; readonly to: number }
}

/** All windows of all rows in one typed array, because there are at least as many as questions. */
function windowIndex(table: TokenTable, layout: QaInputLayout) {
  const { question, context } = columnsOf(table)
  const numbers: number[] = []
  for (let row = 0; row < question.rows; row++)
    for (const { from, to } of slidingWindows(rowLength(question, row), rowLength(context, row), layout))
      numbers.push(row, from, to)
  const places = Int32Array.from(numbers)
  return {
    count: places.length / 3,
    at(example: number): Place {
      const [row, from, to] = places.subarray(3 * example, 3 * example + 3) as unknown as [number, number, number]
      return { row, window: { from, to } }
    },
  }
}

function remembered<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>()
  return key => {
    const value = known.get(key) ?? make(key)
    known.set(key, value)
    return value
  }
}

function columnsOf({ columns: { question, context, answer } }: TokenTable) {
  if (!question || !context || !answer) throw new Error('answerSpan: the table has no questions')
  return { question, context, answer }
}

export default block({
  id: 'answer-span',
  category: 'collate',
  title: text('Extractive QA collator', '抽取式问答整理器'),
  keywords: [
    'Questions about texts',
    'SQuAD',
    'QA',
    'question answering',
    'reading comprehension',
    'doc stride',
    'data collator',
    '针对文本的提问',
    '问答',
    '阅读理解',
    '数据整理器',
  ],
  help: text(
    'Combines a question with the text that contains its answer; the labels are the first and last token of the answer. Long texts are read in overlapping windows.',
    '将问题与包含答案的文本合并；标签是答案的第一个和最后一个词元。长文本会分成互相重叠的窗口读取。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  params,
  collator: answerSpan,
  compile: ({ tokens }, params) => {
    needQuestions(tokens)
    const pair = layoutOf(tokens.vocabulary, params)
    const room = params.length - 2 - pair.between.length - params.question
    if (room <= params.overlap) refuse('no-room', noRoom(room))
    const collator = { block: 'answer-span', params }
    return { batches: { tokens, collator, task: 'answer', length: params.length, asking: { pair } } }
  },
})

const noRoom = (room: number) => ({
  param: 'overlap',
  message: text(
    `With the longest question there is room for only ${Math.max(0, room)} tokens of text, which is not more than the overlap.`,
    `除去最长的问题，只剩下 ${Math.max(0, room)} 个词元的位置给文本，不多于重叠的长度。`,
  ),
  fix: text(
    'Shorten the overlap or the maximum question length, or increase the length.',
    '请缩短重叠或问题最大长度，或增大长度。',
  ),
})

function needQuestions({ rows: { columns } }: Tokens): void {
  if ((['question', 'context', 'answer'] as const).every(column => columns.includes(column))) return
  refuse('needs-questions', {
    param: 'tokens',
    message: text(
      'This block needs questions with a context and an answer, but the data has none.',
      '此模块需要带上下文和答案的问题，但数据中没有。',
    ),
    fix: text('Connect “Sample questions (QA)” or “Question answering file”.', '请连接“示例问答”或“问答文件”。'),
  })
}
