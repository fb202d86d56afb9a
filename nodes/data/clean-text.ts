import { z } from 'zod'
import type { RowStream } from '../../core/block/abilities.ts'
import { block, param, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { htmlToText } from './html/html-to-text.ts'
import { pattern } from './pattern/pattern.ts'
import { changeRows } from './rows/change-rows.ts'
import { isIndependentColumn } from './rows/row-columns.ts'

const params = z.strictObject({
  html: param(z.boolean().default(false), {
    label: text('Remove HTML', '去除 HTML'),
    help: text(
      'For web pages: removes tags, scripts and comments; paragraphs become lines; &amp; becomes &.',
      '用于网页：去掉标签、脚本和注释；段落变为换行；&amp; 变为 &。',
    ),
  }),
  unicode: param(z.enum(['none', 'nfc', 'nfkc']).default('nfc'), {
    label: text('Unicode normalization', 'Unicode 规范化'),
    help: text(
      'The same character can be stored in several ways. NFC makes é always the same; NFKC also turns ﬁ into fi, ① into 1 and full-width letters into normal ones.',
      '同一个字符可能有多种存储方式。NFC 让 é 始终相同；NFKC 还会把 ﬁ 变为 fi，① 变为 1，全角字母变为半角。',
    ),
    choices: {
      none: text('none', '不处理'),
      nfc: text('NFC (canonical)', 'NFC（标准等价）'),
      nfkc: text('NFKC (compatibility)', 'NFKC（兼容等价）'),
    },
  }),
  invisible: param(z.boolean().default(true), {
    label: text('Remove invisible characters', '去除不可见字符'),
    help: text(
      'Removes control characters and zero-width characters. Those that join letters and emoji are kept.',
      '去除控制字符和零宽字符。用于连接字母和表情符号的会保留。',
    ),
  }),
  spaces: param(z.enum(['keep', 'tidy', 'one-line']).default('tidy'), {
    label: text('Whitespace', '空白'),
    help: text(
      '“Normalize” leaves one space between words and one empty line between paragraphs. “Single line” also turns line breaks into spaces.',
      '“规范化”在词间保留一个空格、段间保留一个空行。“单行”还会把换行变为空格。',
    ),
    choices: {
      keep: text('keep', '保持原样'),
      tidy: text('normalize', '规范化'),
      'one-line': text('single line', '单行'),
    },
  }),
  pattern: param(z.string().default(''), {
    label: text('Replace', '替换'),
    help: text(
      String.raw`A regular expression, for example https?://\S+ for web addresses. Empty replaces nothing.`,
      String.raw`正则表达式，例如 https?://\S+ 表示网址。留空则不替换。`,
    ),
  }),
  replacement: param(z.string().default(''), {
    label: text('With', '替换为'),
    help: text(
      String.raw`The replacement text. $1 is the first group in brackets, $& the whole match, \n a new line.`,
      String.raw`替换成的内容。$1 表示第一个括号组，$& 表示整个匹配，\n 表示换行。`,
    ),
  }),
})

type Params = z.infer<typeof params>

/** The texts of each row, cleaned. Columns that depend on others by word or position stay: words with tags, contexts with answers. */
export const cleanText = (rows: RowStream, params: Params): RowStream =>
  changeRows(rows, () => {
    const clean = cleaner(params)
    const cleaned = ([name, value]: [string, string]) =>
      [name, isIndependentColumn(name) ? clean(value) : value] as const
    return row => [{ ...row, texts: Object.fromEntries(Object.entries(row.texts).map(cleaned)) }]
  })

function cleaner({ html, unicode, invisible, spaces, pattern: source, replacement }: Params): (text: string) => string {
  const replaced = source === '' ? undefined : pattern(source)
  const steps: ((text: string) => string)[] = []
  if (html) steps.push(htmlToText)
  if (unicode !== 'none') steps.push(text => text.normalize(unicode === 'nfc' ? 'NFC' : 'NFKC'))
  if (invisible) steps.push(visible)
  if (replaced) steps.push(text => replaced.replace(text, replacement))
  if (spaces !== 'keep') steps.push(spaces === 'tidy' ? tidied : inOneLine)
  return text => steps.reduce((so, step) => step(so), text)
}

/** Matches control characters except tab and line ends, soft hyphens, direction marks and specials; joiners (U+200C, U+200D) stay. */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g
const visible = (text: string) => text.replace(hidden, '')

const inOneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
/** No expression here may search for a line end from inside white space: that takes quadratic time. */
const tidied = (text: string) =>
  text
    .replace(/\r\n?|[\x85\u2028\u2029]/g, '\n')
    .split('\n')
    .map(inOneLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

export default block({
  id: 'clean-text',
  category: 'data',
  title: text('Clean text', '清洗文本'),
  keywords: [
    'Clean',
    'normalize',
    'Unicode normalization',
    'NFC',
    'NFKC',
    'strip HTML',
    'preprocessing',
    'find and replace',
    '规范化',
    '预处理',
    '清洗',
  ],
  help: text(
    'Cleans texts before training: whitespace, invisible characters, Unicode normalization, HTML, and find and replace.',
    '在训练之前清洗文本：空白、不可见字符、Unicode 规范化、HTML，以及查找替换。',
  ),
  inputs: { rows: port('rows') },
  outputs: { rows: port('rows') },
  params,
  rows: cleanText,
  eachRow: true,
  compile: ({ rows }, params) => {
    if (params.pattern !== '') pattern(params.pattern)
    return { rows: { ...rows, steps: [...rows.steps, { block: 'clean-text', params }] } }
  },
})
