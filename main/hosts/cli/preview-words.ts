import type {
  Asked,
  BatchesPreview,
  Preview,
  RowsPreview,
  ShownToken,
  TokensPreview,
  XrayPlace,
  XrayRow,
} from '../../../core/preview/preview.ts'
import { type Language, type Text, text } from '../../../core/text.ts'
import { shown } from './numbers.ts'
import { cells, table } from './table.ts'

/** A preview as a terminal shows it. */
export function previewWords(preview: Preview, language: Language): string {
  const say = (words: Text) => words[language]
  const { whole, remarks } = preview
  const parts = [...remarks.map(remark => `! ${say(remark)}`), ...(whole ? [] : [say(beginning)]), body(preview, say)]
  return parts.join('\n\n')
}

type Say = (words: Text) => string

function body(preview: Preview, say: Say): string {
  if (preview.kind === 'rows') return rowsWords(preview, say)
  return preview.kind === 'tokens' ? tokensWords(preview, say) : batchesWords(preview, say)
}

function rowsWords({ rows, columns, counts, lengths, labels, languages, encodings }: RowsPreview, say: Say): string {
  const heads = [say(text('part', '部分')), ...columns]
  const lines = rows.map(({ part, texts }) => [part, ...columns.map(column => line(texts[column] ?? ''))])
  const facts = [
    ...Object.entries(counts).map(([part, count]) => [part, `${shown(count)} ${say(text('rows', '行'))}`]),
    ...Object.entries(lengths).map(([column, { shortest, median, longest }]) => [
      column,
      `${shown(shortest)} – ${shown(median)} – ${shown(longest)} ${say(text('letters (least, middle, most)', '个字符（最少、中位、最多）'))}`,
    ]),
    ...labels.map(({ label, count }) => [label, shown(count)]),
    ...languages.map(({ label, count }) => [say(text('language', '语言')), `${label || '?'} ${shown(count)}`]),
    ...encodings.map(({ label, count }) => [
      say(text('encoding', '编码')),
      `${label}${count > 1 ? ` (${shown(count)} ${say(text('files', '个文件'))})` : ''}`,
    ]),
  ]
  return `${table([heads, ...lines])}\n\n${table(facts)}`
}

function tokensWords({ rows, vocabulary, tokenizer, lengths }: TokensPreview, say: Say): string {
  const lines = rows.flatMap(({ columns }) =>
    columns.flatMap(({ name, tokens, text: whole }) => [
      `${name}: ${tokens.length > 0 ? joined(tokens, token => visible(token.text), '│') : line(whole)}`,
      ...(tokens.length > 0 ? [`  ${joined(tokens, ({ id }) => String(id), ' ')}`] : []),
    ]),
  )
  const facts = Object.entries(lengths).map(([column, { shortest, median, longest }]) => [
    column,
    `${shown(shortest)} – ${shown(median)} – ${shown(longest)} ${say(text('tokens (least, middle, most)', '个词元（最少、中位、最多）'))}`,
  ])
  const size = `${shown(vocabulary)} ${say(text('tokens in the vocabulary', '个词元的词表'))}`
  return [...lines, '', table(facts), size, ...(tokenizer === 'sample' ? [say(fromSample)] : [])].join('\n')
}

/** What a terminal shows of a row; --json has more. */
const mostTokens = 48

const joined = (tokens: readonly ShownToken[], say: (token: ShownToken) => string, between: string) =>
  [...tokens.slice(0, mostTokens).map(say), ...(tokens.length > mostTokens ? ['…'] : [])].join(between)

function batchesWords(preview: BatchesPreview, say: Say): string {
  const { rows, tensors, supervised, places, seed, step, batchSize, examples, padding, left } = preview
  const share = percent(supervised / places)
  const facts = [
    [
      say(text('batch', '批次')),
      `${step + 1}, ${batchSize} ${say(text('examples of', '个样本，共'))} ${shown(examples)}`,
    ],
    [say(text('seed', '随机种子')), String(seed)],
    [say(text('with loss', '计入损失')), `${shown(supervised)} / ${shown(places)} (${share})`],
    ...(padding
      ? [[say(text('filled up', '补齐')), `${percent(padding.share)} (${percent(padding.full)} ${say(atFull)})`]]
      : []),
    ...(left
      ? [[say(text('left over', '剩余')), `${shown(left)} ${say(text('tokens at the end', '个末尾词元'))}`]]
      : []),
    ...tensors.map(({ name, shape, dtype }) => [name, `${dtype} [${shape.join(', ')}]`]),
  ]
  const examplesShown = rows.map((row, i) => `${say(text('Example', '样本'))} ${i + 1}\n${exampleWords(row, say)}`)
  return [table(facts), ...(preview.tokenizer === 'sample' ? [say(fromSample)] : []), ...examplesShown].join('\n\n')
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`
const atFull = text('if no batch were smaller than the longest example', '若批次都按最长样本')

function exampleWords({ input, target, answers }: XrayRow, say: Say): string {
  const parts = [
    ...(target ? [say(text('The encoder reads:', '编码器读入：'))] : []),
    lane(input, say),
    ...(target ? [say(text('The decoder reads, and is to write:', '解码器读入，并应写出：')), lane(target, say)] : []),
    ...(answers ?? []).map(asked => `→ ${askedWords(asked)}`),
  ]
  return parts.join('\n')
}

function lane(places: readonly XrayPlace[], say: Say): string {
  const heads = [
    '',
    say(text('token', '词元')),
    'id',
    say(text('asked for', '要求预测')),
    say(text('label', '标签')),
    '',
  ]
  const lines = places
    .filter(place => !place.padding || (place.asked?.weight ?? 0) > 0)
    .map(({ id, token, asked, change }, i) => [
      String(i),
      visible(token),
      String(id),
      asked ? visible(asked.token) : '',
      asked ? String(asked.label) : '',
      [asked && asked.weight === 0 ? say(text('no loss', '不计损失')) : '', change ? say(changes[change]) : '']
        .filter(Boolean)
        .join(' '),
    ])
  return table([heads, ...lines])
}

const askedWords = ({ token, label, weight }: Asked) => `${visible(token)} (${label}${weight === 0 ? ', 0' : ''})`

const changes: Readonly<Record<NonNullable<XrayPlace['change']>, Text>> = {
  hidden: text('hidden', '已隐藏'),
  random: text('random', '随机'),
  kept: text('kept', '保持'),
}

const beginning = text(
  'The source is large: what follows was made from its beginning.',
  '数据源较大：以下内容仅取自其开头部分。',
)
const fromSample = text(
  'The tokenizer was trained on this beginning only; training will learn its pieces from all of the data.',
  '分词器仅用这部分开头训练；正式训练时会从全部数据中学习片段。',
)

/** Spaces and line feeds as signs, so that a token is seen whole. */
export const visible = (token: string) =>
  harmless(token.replaceAll('\n', '⏎').replaceAll('\t', '⇥').replaceAll(' ', '·'))

/** Control characters as their pictures: a terminal would obey them. */
const harmless = (words: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  words.replace(/[\x00-\x1f\x7f-\x9f]/g, sign => {
    const code = sign.charCodeAt(0)
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '\ufffd'
  })

const mostCells = 72

/** A text on one line, cut where a terminal ends. */
function line(words: string): string {
  const flat = harmless(words.replace(/\s+/g, ' '))
  let cut = ''
  for (const letter of flat) {
    if (cells(cut + letter) > mostCells) return `${cut}…`
    cut += letter
  }
  return cut
}
