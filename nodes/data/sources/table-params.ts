// The parameters of all blocks that read tables.
import { z } from 'zod'
import { param } from '../../../core/block/block.ts'
import type { TableFacts } from '../../../core/data/table-facts.ts'
import { type Text, text } from '../../../core/text.ts'
import { filePathParam } from './file-path.ts'

const column = (label: Text, help: Text) =>
  param(z.string().default(''), { label, help, control: 'column', advanced: true })

const shapes = ['auto', 'text', 'label', 'score', 'pairs', 'tags', 'questions'] as const

/** What a row of the table is, and the role of each column. */
export const columnParams = {
  shape: param(z.enum(shapes).default('auto'), {
    label: text('Each row is', '一行数据是'),
    help: text(
      'What a row of the table represents. “Automatic” detects it from the column names and values.',
      '表格中一行代表什么。“自动”会根据列名和内容判断。',
    ),
    choices: {
      auto: text('automatic', '自动'),
      text: text('a text', '一段文本'),
      label: text('a labelled text', '带标签的文本'),
      score: text('a text with a score', '带分数的文本'),
      pairs: text('a source and a target', '源文和目标文本'),
      tags: text('words with tags', '带标签的词'),
      questions: text('a question with context and answer', '问题、上下文和答案'),
    },
  }),
  text: column(
    text('Text column', '文本列'),
    text('The column with the text. Empty: automatic.', '文本所在的列。留空则自动选择。'),
  ),
  label: column(
    text('Label column', '标签列'),
    text('The column with the label. Empty: automatic.', '标签所在的列。留空则自动选择。'),
  ),
  score: column(
    text('Score column', '分数列'),
    text('The column with a number. Empty: automatic.', '数字所在的列。留空则自动选择。'),
  ),
  source: column(
    text('Source column', '源文列'),
    text('What the model reads. Empty: automatic.', '模型读入的内容。留空则自动选择。'),
  ),
  target: column(
    text('Target column', '目标列'),
    text('What the model writes. Empty: automatic.', '模型写出的内容。留空则自动选择。'),
  ),
  tokens: column(
    text('Word column', '词列'),
    text(
      'Words separated by spaces, or a list of words. Empty: automatic.',
      '用空格隔开的词，或词的列表。留空则自动选择。',
    ),
  ),
  tags: column(
    text('Tag column', '标签列（每个词）'),
    text(
      'One tag per word, separated by spaces, or a list. Empty: automatic.',
      '每个词一个标签，用空格隔开，或为列表。留空则自动选择。',
    ),
  ),
  context: column(
    text('Context column', '上下文列'),
    text('The text that contains the answer. Empty: automatic.', '包含答案的文本。留空则自动选择。'),
  ),
  question: column(
    text('Question column', '问题列'),
    text('The question. Empty: automatic.', '问题所在的列。留空则自动选择。'),
  ),
  answer: column(
    text('Answer column', '答案列'),
    text(
      'The answer, exactly as it occurs in the context. Empty: automatic.',
      '答案，须与上下文中的文字完全一致。留空则自动选择。',
    ),
  ),
  start: column(
    text('Answer start column', '答案起始列'),
    text(
      'Number of characters in the context before the answer; needed only if the answer occurs more than once. Empty: automatic.',
      '上下文中答案之前的字符数；仅当答案出现多次时才需要。留空则自动选择。',
    ),
  ),
  labels: param(z.string().default(''), {
    label: text('Labels', '标签'),
    help: text(
      'All labels or tags, separated by commas; put one that contains a comma in “quotation marks”. Empty: those that occur in the table.',
      '所有标签，用逗号隔开；含逗号的标签请加“引号”。留空则采用表格中出现的标签。',
    ),
    advanced: true,
  }),
  keep: param(z.string().default(''), {
    label: text('Also keep', '同时保留'),
    help: text(
      'Other columns, separated by commas, that later blocks use to filter or split rows. Put a name that contains a comma in “quotation marks”.',
      '其他列名，用逗号隔开；后面的模块可按它们筛选或划分数据。含逗号的列名请加“引号”。',
    ),
    advanced: true,
  }),
  found: param(z.custom<TableFacts>().optional(), {
    label: text('Table', '表格'),
    help: text('What the app detected in it.', '应用检测到的内容。'),
    hidden: true,
  }),
}

export const tableParams = { path: filePathParam, ...columnParams }

export const headerParam = param(z.enum(['auto', 'yes', 'no']).default('auto'), {
  label: text('Header row', '表头'),
  help: text('Whether the first line contains the column names.', '首行是否为列名。'),
  choices: {
    auto: text('automatic', '自动'),
    yes: text('contains column names', '是列名'),
    no: text('is data', '是数据'),
  },
  advanced: true,
})

/** For formats of text: the encoding. */
export const encodingParam = param(
  z
    .enum([
      'auto',
      'utf-8',
      'utf-16le',
      'utf-16be',
      'gb18030',
      'big5',
      'shift_jis',
      'euc-jp',
      'euc-kr',
      'windows-1250',
      'windows-1251',
      'windows-1252',
      'windows-1253',
      'windows-1254',
      'windows-1255',
      'windows-1256',
      'windows-1257',
      'windows-1258',
      'windows-874',
      'koi8-r',
      'ibm866',
      'macintosh',
    ])
    .default('auto'),
  {
    label: text('Encoding', '文字编码'),
    help: text(
      'The character encoding of the file. Change it if letters look wrong.',
      '文件的字符编码。文字显示有误时可更改。',
    ),
    choices: {
      auto: text('automatic', '自动'),
      'utf-8': text('UTF-8', 'UTF-8'),
      'utf-16le': text('UTF-16 LE (little-endian)', 'UTF-16 LE（小端）'),
      'utf-16be': text('UTF-16 BE (big-endian)', 'UTF-16 BE（大端）'),
      gb18030: text('Chinese, simplified (GB18030, GBK)', '简体中文（GB18030、GBK）'),
      big5: text('Chinese, traditional (Big5)', '繁体中文（Big5）'),
      shift_jis: text('Japanese (Shift-JIS)', '日文（Shift-JIS）'),
      'euc-jp': text('Japanese (EUC)', '日文（EUC）'),
      'euc-kr': text('Korean (EUC)', '韩文（EUC）'),
      'windows-1250': text('Central European (Windows-1250)', '中欧（Windows-1250）'),
      'windows-1251': text('Cyrillic (Windows-1251)', '西里尔文（Windows-1251）'),
      'windows-1252': text('Western (Windows-1252, Latin-1)', '西欧（Windows-1252、Latin-1）'),
      'windows-1253': text('Greek (Windows-1253)', '希腊文（Windows-1253）'),
      'windows-1254': text('Turkish (Windows-1254)', '土耳其文（Windows-1254）'),
      'windows-1255': text('Hebrew (Windows-1255)', '希伯来文（Windows-1255）'),
      'windows-1256': text('Arabic (Windows-1256)', '阿拉伯文（Windows-1256）'),
      'windows-1257': text('Baltic (Windows-1257)', '波罗的海（Windows-1257）'),
      'windows-1258': text('Vietnamese (Windows-1258)', '越南文（Windows-1258）'),
      'windows-874': text('Thai (Windows-874)', '泰文（Windows-874）'),
      'koi8-r': text('Russian (KOI8-R)', '俄文（KOI8-R）'),
      ibm866: text('Cyrillic, DOS (IBM866)', '西里尔文，DOS（IBM866）'),
      macintosh: text('Western, classic Mac (Mac Roman)', '西欧，旧版 Mac（Mac Roman）'),
    },
    advanced: true,
  },
)

export const skipParam = param(z.boolean().default(false), {
  label: text('Skip malformed lines', '跳过格式错误的行'),
  help: text(
    'Lines that cannot be parsed are counted and skipped instead of stopping the run.',
    '无法解析的行会被计数并跳过，而不会中止运行。',
  ),
  advanced: true,
})
