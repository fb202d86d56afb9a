import { z } from 'zod'
import type { Row, RowStream } from '../../core/block/abilities.ts'
import { block, param, port } from '../../core/block/block.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { identifyLanguage, languageCodes } from './language/identify-language.ts'
import { splitWords } from './language/words.ts'
import { pattern } from './pattern/pattern.ts'
import { columnValue, rowTexts } from './rows/row-columns.ts'
import { parseCommaList } from './sources/comma-list.ts'

const params = z.strictObject({
  column: param(z.string().default(''), {
    label: text('Column', '列'),
    help: text(
      'Check this column only. Empty: check all texts of a row; each must match.',
      '只检查这一列。留空则检查一行中的所有文本，每个都必须符合。',
    ),
  }),
  unit: param(z.enum(['characters', 'words']).default('characters'), {
    label: text('Unit of length', '长度单位'),
    help: text('A Chinese or Japanese character counts as one word.', '一个汉字或假名算一个词。'),
    choices: { characters: text('characters', '字符'), words: text('words', '词') },
  }),
  least: param(z.int().min(0).default(1), {
    label: text('Minimum length', '最小长度'),
    help: text('Drops shorter texts. 1 drops empty ones.', '去掉更短的文本。1 会去掉空文本。'),
  }),
  most: param(z.int().min(0).default(0), {
    label: text('Maximum length', '最大长度'),
    help: text('Drops longer texts. 0 means no limit.', '去掉更长的文本。0 表示不限。'),
  }),
  languages: param(z.string().default(''), {
    label: text('Languages', '语言'),
    help: text(
      'Keep texts in these languages, as comma-separated codes: en, zh, fr. Empty keeps all.',
      '只保留这些语言的文本，填写语言代码并用逗号隔开：en, zh, fr。留空则全部保留。',
    ),
  }),
  unsure: param(z.enum(['keep', 'drop']).default('keep'), {
    label: text('If the language is unclear', '无法判断语言时'),
    help: text('The language of very short texts often cannot be detected.', '很短的文本往往无法判断语言。'),
    choices: { keep: text('keep the row', '保留该行'), drop: text('drop the row', '去掉该行') },
    advanced: true,
  }),
  pattern: param(z.string().default(''), {
    label: text('Pattern', '正则表达式'),
    help: text(
      'A regular expression to search for, for example ^chapter|https?://. Empty: no search.',
      '要查找的正则表达式，例如 ^chapter|https?://。留空则不查找。',
    ),
  }),
  found: param(z.enum(['keep', 'drop']).default('drop'), {
    label: text('If the pattern matches', '匹配时'),
    help: text('Whether matching rows are kept or dropped.', '匹配的行是保留还是去掉。'),
    choices: { keep: text('keep the row', '保留该行'), drop: text('drop the row', '去掉该行') },
  }),
  ignoreCase: param(z.boolean().default(true), {
    label: text('Ignore case', '忽略大小写'),
    help: text('The pattern matches Chapter and CHAPTER alike.', '表达式同时匹配 Chapter 与 CHAPTER。'),
    advanced: true,
  }),
  values: param(z.string().default(''), {
    label: text('Values', '取值'),
    help: text(
      'Keep rows with one of these values, separated by commas, for example: positive, negative. Put a value that contains a comma in “quotation marks”. Empty keeps all.',
      '只保留取值为其中之一的行，用逗号隔开，例如：positive, negative。含逗号的取值请加“引号”。留空则全部保留。',
    ),
  }),
  valueColumn: param(z.string().default('label'), {
    label: text('Value column', '取值列'),
    help: text('The column that holds the values.', '取值所在列的名称。'),
    advanced: true,
  }),
})

type Params = z.infer<typeof params>
type Test = (row: Row) => boolean

/** The rows that pass every test. Refuses when none does. */
export const filterRows = (rows: RowStream, params: Params): RowStream => ({
  async *[Symbol.asyncIterator]() {
    const tests = testsOf(params)
    let seen = 0
    let left = 0
    for await (const some of rows) {
      const kept = some.filter(row => tests.every(test => test(row)))
      seen += some.length
      left += kept.length
      if (kept.length > 0) yield kept
    }
    if (left === 0) refuse('nothing-left', nothingLeft(seen))
  },
})

const testsOf = (params: Params): Test[] => [
  ofLength(params),
  ...(params.languages.trim() === '' ? [] : [inLanguages(params)]),
  ...(params.pattern === '' ? [] : [withPattern(params)]),
  ...(params.values.trim() === '' ? [] : [ofValue(params)]),
]

function ofLength({ column, unit, least, most }: Params): Test {
  const size = unit === 'words' ? (text: string) => splitWords(text).length : characters
  const fits = (length: number) => length >= least && (most === 0 || length <= most)
  return row => rowTexts(row, column).every(text => fits(size(text.trim())))
}

/** In code points: an emoji is one character. */
const characters = (text: string) => text.length - (text.match(/[\ud800-\udbff](?=[\udc00-\udfff])/g)?.length ?? 0)

function inLanguages({ column, languages, unsure }: Params): Test {
  const wanted = new Set(parseCommaList(languages).map(code => code.toLowerCase()))
  const fits = (code: string | undefined) => (code === undefined ? unsure === 'keep' : wanted.has(code))
  return row => rowTexts(row, column).every(text => fits(identifyLanguage(text)))
}

function withPattern({ column, pattern: source, found, ignoreCase }: Params): Test {
  const { test } = pattern(source, { ignoreCase })
  return row => rowTexts(row, column).some(test) === (found === 'keep')
}

function ofValue({ values, valueColumn }: Params): Test {
  const wanted = new Set(parseCommaList(values))
  return row => wanted.has(columnValue(row, valueColumn, 'valueColumn').trim())
}

const nothingLeft = (seen: number) => ({
  message: text(`None of the ${seen} rows passed the filter.`, `${seen} 行数据中没有一行通过筛选。`),
  fix: text('Relax a condition, or look at the data before the filter.', '请放宽某项条件，或查看筛选之前的数据。'),
})

/** Refuses what can be checked without reading the data. */
function check({ least, most, languages, pattern: source }: Params): void {
  if (most !== 0 && most < least) refuse('no-length', { param: 'most', ...noLength })
  for (const code of parseCommaList(languages))
    if (!languageCodes.includes(code.toLowerCase()))
      refuse('unknown-language', { param: 'languages', ...unknown(code) })
  if (source !== '') pattern(source)
}

const noLength = {
  message: text('The maximum length is below the minimum length.', '最大长度小于最小长度。'),
  fix: text('Raise the maximum length, or set it to 0 for no limit.', '请增大最大长度，或设为 0 表示不限。'),
}
const unknown = (code: string) => ({
  message: text(`Language “${code}” cannot be detected here.`, `此处无法识别语言“${code}”。`),
  fix: text(`Use these codes: ${languageCodes.join(', ')}.`, `请使用以下代码：${languageCodes.join(', ')}。`),
})

export default block({
  id: 'filter-rows',
  category: 'data',
  title: text('Filter rows', '筛选数据行'),
  keywords: ['Filter', 'language filter', 'regex', 'length filter', 'data cleaning', '筛选', '过滤', '语言识别'],
  help: text(
    'Keeps the rows that match: by length, language, a regular expression or a value.',
    '按长度、语言、正则表达式或取值，只保留符合条件的行。',
  ),
  inputs: { rows: port('rows') },
  outputs: { rows: port('rows') },
  params,
  rows: filterRows,
  eachRow: true,
  compile: ({ rows }, params) => {
    check(params)
    return { rows: { ...rows, steps: [...rows.steps, { block: 'filter-rows', params }] } }
  },
})
