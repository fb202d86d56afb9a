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
      'Look at this column only. Empty looks at all texts of a row, and each must fit.',
      '只检查这一列。留空则检查一行中的所有文本，每个都必须符合。',
    ),
  }),
  unit: param(z.enum(['characters', 'words']).default('characters'), {
    label: text('Length in', '长度单位'),
    help: text('A Chinese or Japanese character counts as a word.', '一个汉字或假名算一个词。'),
    choices: { characters: text('characters', '字符'), words: text('words', '词') },
  }),
  least: param(z.int().min(0).default(1), {
    label: text('Shortest', '最短'),
    help: text('Shorter texts go. 1 removes empty ones.', '更短的文本会被去掉。1 会去掉空文本。'),
  }),
  most: param(z.int().min(0).default(0), {
    label: text('Longest', '最长'),
    help: text('Longer texts go. 0 means no limit.', '更长的文本会被去掉。0 表示不限。'),
  }),
  languages: param(z.string().default(''), {
    label: text('Languages', '语言'),
    help: text(
      'Keep texts in these languages, as codes with commas between them: en, zh, fr. Empty keeps all.',
      '只保留这些语言的文本，填写语言代码并用逗号隔开：en, zh, fr。留空则全部保留。',
    ),
  }),
  unsure: param(z.enum(['keep', 'drop']).default('keep'), {
    label: text('Language unclear', '语言不明时'),
    help: text('Of very short texts the language often cannot be told.', '很短的文本往往无法判断语言。'),
    choices: { keep: text('keep the row', '保留该行'), drop: text('drop the row', '去掉该行') },
    advanced: true,
  }),
  pattern: param(z.string().default(''), {
    label: text('Pattern', '模式'),
    help: text(
      'A regular expression to look for, for example ^chapter|https?://. Empty looks for none.',
      '要查找的正则表达式，例如 ^chapter|https?://。留空则不查找。',
    ),
  }),
  found: param(z.enum(['keep', 'drop']).default('drop'), {
    label: text('Where the pattern is found', '找到模式时'),
    help: text('Whether the rows in which it is found stay or go.', '包含该模式的行是保留还是去掉。'),
    choices: { keep: text('keep the row', '保留该行'), drop: text('drop the row', '去掉该行') },
  }),
  ignoreCase: param(z.boolean().default(true), {
    label: text('Large and small letters alike', '不分大小写'),
    help: text('The pattern finds Chapter and CHAPTER alike.', '模式对 Chapter 与 CHAPTER 一视同仁。'),
    advanced: true,
  }),
  values: param(z.string().default(''), {
    label: text('Values', '取值'),
    help: text(
      'Keep rows with one of these values, with commas between them, for example: positive, negative. A value with a comma: in “quotation marks”. Empty keeps all.',
      '只保留取值为其中之一的行，用逗号隔开，例如：positive, negative。含逗号的取值请加“引号”。留空则全部保留。',
    ),
  }),
  valueColumn: param(z.string().default('label'), {
    label: text('Values stand in', '取值所在的列'),
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
  fix: text('Loosen a limit, or look at the data before the filter.', '请放宽某项条件，或查看筛选之前的数据。'),
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
  message: text('The longest is shorter than the shortest.', '“最长”小于“最短”。'),
  fix: text('Raise the longest, or set it to 0 for no limit.', '请增大“最长”，或设为 0 表示不限。'),
}
const unknown = (code: string) => ({
  message: text(`“${code}” is no language that can be told here.`, `无法识别语言“${code}”。`),
  fix: text(`Use these codes: ${languageCodes.join(', ')}.`, `请使用以下代码：${languageCodes.join(', ')}。`),
})

export default block({
  id: 'filter-rows',
  category: 'data',
  title: text('Filter', '筛选'),
  help: text(
    'Keeps the rows that fit: by length, language, a pattern or a value.',
    '按长度、语言、模式或取值，只保留符合条件的行。',
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
