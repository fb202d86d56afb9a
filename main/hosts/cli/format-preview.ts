import type {
  BatchesPreview,
  InspectedExample,
  InspectedPosition,
  Preview,
  PreviewToken,
  RowsPreview,
  SupervisedLabel,
  TokensPreview,
} from '../../../core/preview/preview.ts'
import type { Language, Text } from '../../../core/text.ts'
import { text } from '../../../core/text.ts'
import { escapeControls, formatTable, formatValue, percent, showWhitespace, terminalWidth } from './format-values.ts'

/** A preview as a terminal shows it. */
export function formatPreview(preview: Preview, language: Language): string {
  const say = (words: Text) => words[language]
  const { whole, remarks } = preview
  const parts = [...remarks.map(remark => `! ${say(remark)}`), ...(whole ? [] : [say(beginning)]), body(preview, say)]
  return parts.join('\n\n')
}

type Say = (words: Text) => string

function body(preview: Preview, say: Say): string {
  if (preview.kind === 'rows') return formatRows(preview, say)
  return preview.kind === 'tokens' ? formatTokens(preview, say) : formatBatch(preview, say)
}

function formatRows({ rows, columns, counts, lengths, labels, languages, encodings }: RowsPreview, say: Say): string {
  const heads = [say(text('split', '划分')), ...columns]
  const lines = rows.map(({ part, texts }) => [part, ...columns.map(column => oneLine(texts[column] ?? ''))])
  const facts = [
    ...Object.entries(counts).map(([part, count]) => [part, `${formatValue(count)} ${say(text('rows', '行'))}`]),
    ...Object.entries(lengths).map(([column, { shortest, median, longest }]) => [
      column,
      `${formatValue(shortest)} – ${formatValue(median)} – ${formatValue(longest)} ${say(text('characters (min, median, max)', '个字符（最小、中位、最大）'))}`,
    ]),
    ...labels.map(({ label, count }) => [label, formatValue(count)]),
    ...languages.map(({ label, count }) => [say(text('language', '语言')), `${label || '?'} ${formatValue(count)}`]),
    ...encodings.map(({ label, count }) => [
      say(text('encoding', '编码')),
      `${label}${count > 1 ? ` (${formatValue(count)} ${say(text('files', '个文件'))})` : ''}`,
    ]),
  ]
  return `${formatTable([heads, ...lines])}\n\n${formatTable(facts)}`
}

function formatTokens({ rows, vocabulary, tokenizer, lengths }: TokensPreview, say: Say): string {
  const lines = rows.flatMap(({ columns }) =>
    columns.flatMap(({ name, tokens, text: whole }) => [
      `${name}: ${tokens.length > 0 ? joined(tokens, token => showWhitespace(token.text), '│') : oneLine(whole)}`,
      ...(tokens.length > 0 ? [`  ${joined(tokens, ({ id }) => String(id), ' ')}`] : []),
    ]),
  )
  const facts = Object.entries(lengths).map(([column, { shortest, median, longest }]) => [
    column,
    `${formatValue(shortest)} – ${formatValue(median)} – ${formatValue(longest)} ${say(text('tokens (min, median, max)', '个词元（最小、中位、最大）'))}`,
  ])
  const size = `${formatValue(vocabulary)} ${say(text('tokens in the vocabulary', '个词元的词表'))}`
  return [...lines, '', formatTable(facts), size, ...(tokenizer === 'sample' ? [say(fromSample)] : [])].join('\n')
}

/** What a terminal shows of a row; --json has more. */
const maxShownTokens = 48

const joined = (tokens: readonly PreviewToken[], say: (token: PreviewToken) => string, between: string) =>
  [...tokens.slice(0, maxShownTokens).map(say), ...(tokens.length > maxShownTokens ? ['…'] : [])].join(between)

function formatBatch(preview: BatchesPreview, say: Say): string {
  const { rows, tensors, supervised, places, seed, step, batchSize, examples, padding, left } = preview
  const share = percent(supervised / places)
  const facts = [
    [
      say(text('batch', '批次')),
      `${step + 1}, ${batchSize} ${say(text('examples of', '个样本，共'))} ${formatValue(examples)}`,
    ],
    [say(text('seed', '随机种子')), String(seed)],
    [
      say(text('positions in the loss', '计入损失的位置')),
      `${formatValue(supervised)} / ${formatValue(places)} (${share})`,
    ],
    ...(padding
      ? [[say(text('padding', '填充')), `${percent(padding.share)} (${percent(padding.full)} ${say(withoutBuckets)})`]]
      : []),
    ...(left
      ? [[say(text('leftover', '剩余')), `${formatValue(left)} ${say(text('tokens at the end', '个末尾词元'))}`]]
      : []),
    ...tensors.map(({ name, shape, dtype }) => [name, `${dtype} [${shape.join(', ')}]`]),
  ]
  const examplesShown = rows.map((row, i) => `${say(text('Example', '样本'))} ${i + 1}\n${formatExample(row, say)}`)
  return [formatTable(facts), ...(preview.tokenizer === 'sample' ? [say(fromSample)] : []), ...examplesShown].join(
    '\n\n',
  )
}

const withoutBuckets = text('without shorter batches', '若不缩短批次')

function formatExample({ input, target, answers }: InspectedExample, say: Say): string {
  const parts = [
    ...(target ? [say(text('Encoder input:', '编码器输入：'))] : []),
    positionTable(input, say),
    ...(target ? [say(text('Decoder input and target:', '解码器输入与目标：')), positionTable(target, say)] : []),
    ...(answers ?? []).map(asked => `→ ${formatLabel(asked)}`),
  ]
  return parts.join('\n')
}

function positionTable(places: readonly InspectedPosition[], say: Say): string {
  const heads = ['', say(text('token', '词元')), 'id', say(text('target', '目标')), say(text('label', '标签')), '']
  const lines = places
    .filter(place => !place.padding || (place.asked?.weight ?? 0) > 0)
    .map(({ id, token, asked, change }, i) => [
      String(i),
      showWhitespace(token),
      String(id),
      asked ? showWhitespace(asked.token) : '',
      asked ? String(asked.label) : '',
      [asked && asked.weight === 0 ? say(text('not in loss', '不计损失')) : '', change ? say(changes[change]) : '']
        .filter(Boolean)
        .join(' '),
    ])
  return formatTable([heads, ...lines])
}

const formatLabel = ({ token, label, weight }: SupervisedLabel) =>
  `${showWhitespace(token)} (${label}${weight === 0 ? ', 0' : ''})`

const changes: Readonly<Record<NonNullable<InspectedPosition['change']>, Text>> = {
  hidden: text('masked', '掩码'),
  random: text('random', '随机'),
  kept: text('unchanged', '不变'),
}

const beginning = text(
  'The source is large: this preview uses its beginning only.',
  '数据源较大：以下内容仅取自其开头部分。',
)
const fromSample = text(
  'The tokenizer was trained on this beginning only; a run trains it on all of the data.',
  '分词器仅用这部分开头训练；正式运行会用全部数据训练。',
)

const maxLineWidth = 72

/** A text on one line, cut where a terminal ends. */
function oneLine(words: string): string {
  const flat = escapeControls(words.replace(/\s+/g, ' '))
  let cut = ''
  for (const letter of flat) {
    if (terminalWidth(cut + letter) > maxLineWidth) return `${cut}…`
    cut += letter
  }
  return cut
}
