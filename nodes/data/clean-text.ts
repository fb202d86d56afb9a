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
      'For web pages: tags, scripts and comments go; paragraphs become lines; &amp; becomes &.',
      '用于网页：去掉标签、脚本和注释；段落变为换行；&amp; 变为 &。',
    ),
  }),
  unicode: param(z.enum(['none', 'nfc', 'nfkc']).default('nfc'), {
    label: text('Same signs alike', '统一字符写法'),
    help: text(
      'The same letter can be stored in several ways. “One way each” makes é always the same; “and plain forms” also turns ﬁ into fi, ① into 1 and wide letters into normal ones.',
      '同一个字符可能有多种存储方式。“统一写法”让 é 始终相同；“并转为普通形式”还会把 ﬁ 变为 fi，① 变为 1，全角字母变为半角。',
    ),
    choices: {
      none: text('leave as it is', '保持原样'),
      nfc: text('one way each (NFC)', '统一写法（NFC）'),
      nfkc: text('and plain forms (NFKC)', '并转为普通形式（NFKC）'),
    },
  }),
  invisible: param(z.boolean().default(true), {
    label: text('Remove invisible signs', '去除不可见字符'),
    help: text(
      'Control characters and marks that take no room. Those that join letters and emoji stay.',
      '控制字符和不占位的标记。用于连接字母和表情符号的会保留。',
    ),
  }),
  spaces: param(z.enum(['keep', 'tidy', 'one-line']).default('tidy'), {
    label: text('Spaces', '空白'),
    help: text(
      'Tidy leaves one space between words and one empty line between paragraphs. One line turns line breaks into spaces, too.',
      '“整理”在词间保留一个空格、段间保留一个空行。“单行”还会把换行变为空格。',
    ),
    choices: {
      keep: text('leave as they are', '保持原样'),
      tidy: text('tidy', '整理'),
      'one-line': text('all in one line', '单行'),
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
    label: text('By', '替换为'),
    help: text(
      String.raw`What is put in its place. $1 is the first group in brackets, $& what was found, \n a new line.`,
      String.raw`替换成的内容。$1 表示第一个括号组，$& 表示找到的内容，\n 表示换行。`,
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
  title: text('Clean', '清洗文本'),
  help: text(
    'Tidies texts before they are learned: spaces, invisible signs, ways of writing the same letter, HTML, and what you want replaced.',
    '在学习之前整理文本：空白、不可见字符、同一字符的不同写法、HTML，以及您想替换的内容。',
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
