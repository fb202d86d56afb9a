import { text } from '../../../core/text.ts'
import { dataProblem } from './data-problems.ts'

/** Names the setting of `skipParam` in the parameters of tables. */
const skipFix = (what: 'line' | 'lines') =>
  text(
    `Correct ${what === 'line' ? 'the line' : 'them'}, or turn on “Skip malformed lines”.`,
    `请更正${what === 'line' ? '该行' : '它们'}，或打开“跳过格式错误的行”。`,
  )

const listed = (numbers: readonly number[], between: string, more: string) =>
  numbers.slice(0, 5).join(between) + (numbers.length > 5 ? more : '')

export const unequalRow = (name: string, line: number, cells: number, header: number) =>
  dataProblem(
    'unequal-row',
    'path',
    text(
      `Line ${line} of “${name}” has ${cells} ${cells === 1 ? 'cell' : 'cells'}; the first line has ${header}.`,
      `“${name}”的第 ${line} 行有 ${cells} 个单元格，而首行有 ${header} 个。`,
    ),
    skipFix('line'),
  )

export const openQuote = (name: string, line: number) =>
  dataProblem(
    'open-quote',
    'path',
    text(`A quotation mark in line ${line} of “${name}” is never closed.`, `“${name}”第 ${line} 行的引号没有闭合。`),
    text('Close it, or set “Quote character” to none.', '请补上引号，或把“引号字符”设为“无”。'),
  )

export const strayQuote = (name: string, line: number) =>
  dataProblem(
    'stray-quote',
    'path',
    text(
      `Line ${line} of “${name}” continues after a closing quotation mark.`,
      `“${name}”第 ${line} 行在右引号之后还有内容。`,
    ),
    text(
      'Double the quotation marks inside a cell, or set “Quote character” to none. If they follow a backslash, set “Escaped quotes”.',
      '请将单元格内的引号写成两个，或把“引号字符”设为“无”。若引号前有反斜杠，请设置“引号的转义”。',
    ),
  )

export const innerQuote = (name: string, line: number) =>
  dataProblem(
    'inner-quote',
    'path',
    text(
      `Line ${line} of “${name}” has a quotation mark inside an unquoted cell.`,
      `“${name}”第 ${line} 行有一个未加引号的单元格中含有引号。`,
    ),
    text(
      'Quote the cell and double the quotation marks inside it, or set “Quote character” to none.',
      '请用引号包住该单元格，并将其中的引号写成两个；或把“引号字符”设为“无”。',
    ),
  )

export const badLines = (name: string, lines: readonly number[]) =>
  dataProblem(
    'bad-lines',
    'path',
    text(
      `${lines.length === 1 ? '1 line' : `${lines.length} lines`} of “${name}” ${lines.length === 1 ? 'is' : 'are'} not valid JSON: ${listed(lines, ', ', ' and more')}.`,
      `“${name}”中有 ${lines.length} 行不是有效的 JSON：第 ${listed(lines, '、', ' 等')} 行。`,
    ),
    skipFix('lines'),
  )

export const badJson = (name: string) =>
  dataProblem(
    'bad-json',
    'path',
    text(`“${name}” is not a JSON list of rows, or is truncated.`, `“${name}”不是 JSON 格式的行列表，或内容被截断。`),
    text('Export it again, as JSON or JSON Lines.', '请重新导出为 JSON 或 JSON Lines。'),
  )

const asLines = text(
  'Export it as JSON Lines, an object for each row; in pandas: to_json(path, orient="records", lines=True).',
  '请导出为 JSON Lines，每行一个对象；pandas 中可用 to_json(path, orient="records", lines=True)。',
)

export const unequalColumns = (name: string) =>
  dataProblem(
    'unequal-columns',
    'path',
    text(
      `“${name}” stores its table by column, and the columns have different lengths.`,
      `“${name}”按列保存表格，但各列长度不一致。`,
    ),
    asLines,
  )

export const largeJson = (name: string, maxMB: number) =>
  dataProblem(
    'large-json',
    'path',
    text(
      `“${name}” stores its table by column and is larger than ${maxMB} MB, too much to read at once.`,
      `“${name}”按列保存表格，且超过 ${maxMB} MB，无法一次读取。`,
    ),
    asLines,
  )

export const damagedTable = (name: string, format: string) =>
  dataProblem(
    'damaged-table',
    'path',
    text(
      `“${name}” is damaged, incomplete, or not a valid ${format} file.`,
      `“${name}”已损坏、不完整，或不是 ${format} 文件。`,
    ),
    text('Download or export it again.', '请重新下载或导出。'),
  )

export const lockedTable = (name: string) =>
  dataProblem(
    'locked-table',
    'path',
    text(`“${name}” is encrypted.`, `“${name}”已加密。`),
    text(
      'Export it again without encryption, where its key is available.',
      '请在拥有密钥的环境中重新导出为不加密的文件。',
    ),
  )

export const unreadableColumn = (role: string, column: string, name: string) =>
  dataProblem(
    'unreadable-column',
    role,
    text(
      `The column “${column}” of “${name}” has an unsupported type.`,
      `“${name}”中“${column}”列的数据类型不受支持。`,
    ),
    text('Choose another column, or save this one as text.', '请选择其他列，或将该列保存为文本。'),
  )

export const unsupportedTable = (name: string, why: string) =>
  dataProblem(
    'unsupported-table',
    'path',
    text(`“${name}” uses an unsupported storage format (${why}).`, `不支持“${name}”的存储方式（${why}）。`),
    text('Export it again with default settings.', '请用默认设置重新导出。'),
  )

export const largeRowGroup = (name: string, size: number) =>
  dataProblem(
    'large-row-group',
    'path',
    text(
      `“${name}” has a row group of ${size} MiB, too much to read at once.`,
      `“${name}”的一个行组有 ${size} MiB，无法一次读取。`,
    ),
    text('Write it again with smaller row groups.', '请用较小的行组重新写出。'),
  )

export const badQuery = (why: string, tables: readonly string[]) =>
  dataProblem(
    'bad-query',
    'query',
    text(`The query failed (${why}).`, `查询失败（${why}）。`),
    text(
      `Correct it, for example: SELECT * FROM ${tables[0] ?? 'reviews'}. Available tables: ${tables.join(', ')}.`,
      `请更正，例如：SELECT * FROM ${tables[0] ?? 'reviews'}。其中的表有：${tables.join('、')}。`,
    ),
  )

export const writingQuery = () =>
  dataProblem(
    'writing-query',
    'query',
    text('This query returns no rows.', '该查询不返回数据行。'),
    text('Write a query that begins with SELECT.', '请写以 SELECT 开头的查询。'),
  )

export const openParameter = () =>
  dataProblem(
    'open-parameter',
    'query',
    text(
      'The query has a placeholder (? or :name) without a value.',
      '该查询含有参数占位符（问号或命名参数），但没有对应的值。',
    ),
    text('Write the value directly, for example: WHERE stars = 5.', '请直接写出值，例如：WHERE stars = 5。'),
  )

export const noTable = (name: string) =>
  dataProblem(
    'no-table',
    'path',
    text(`The database “${name}” has no tables.`, `数据库“${name}”中没有表。`),
    text('Choose another file.', '请选择其他文件。'),
  )

export const noColumn = (role: string, column: string, name: string, columns: readonly string[]) =>
  dataProblem(
    'no-column',
    role,
    text(
      `“${name}” has no column “${column}”. Available columns: ${columns.join(', ')}.`,
      `“${name}”没有“${column}”列，只有：${columns.join('、')}。`,
    ),
    text('Choose one of these.', '请从中选择。'),
  )

export const emptyColumn = (role: string, column: string, name: string) =>
  dataProblem(
    'empty-column',
    role,
    text(`The column “${column}” of “${name}” is empty in all rows.`, `“${name}”的“${column}”列全部为空。`),
    text('Choose another column.', '请选择其他列。'),
  )

export const unequalTags = (row: number, words: number, tags: number) =>
  dataProblem(
    'unequal-tags',
    'tags',
    text(`Row ${row} has ${words} words but ${tags} tags.`, `第 ${row} 行有 ${words} 个词，却有 ${tags} 个标签。`),
    text(
      'Each word needs exactly one tag, separated by spaces. Correct the row, or choose other columns.',
      '每个词应有一个标签，用空格隔开。请更正该行，或选择其他列。',
    ),
  )

export const lostAnswerInRow = (row: number, answer: string) =>
  dataProblem(
    'lost-answer',
    'answer',
    text(
      `In row ${row} the answer “${answer}” does not occur in its context, or occurs more than once.`,
      `在第 ${row} 行，答案“${answer}”不在上下文中，或出现了多次。`,
    ),
    text(
      'Correct the row, or choose the column with the start of the answer.',
      '请更正该行，或选择说明答案起始位置的列。',
    ),
  )

export const noScoreInRow = (row: number, score: string) =>
  dataProblem(
    'no-score',
    'score',
    text(`Row ${row} has “${score}” instead of a number.`, `第 ${row} 行应为数字，却是“${score}”。`),
    text('Correct the row, or choose another column.', '请更正该行，或选择其他列。'),
  )

export const noSheet = (name: string, sheet: string, sheets: readonly string[]) =>
  dataProblem(
    'no-sheet',
    'sheet',
    text(
      `“${name}” has no sheet “${sheet}”. Available sheets: ${sheets.join(', ')}.`,
      `“${name}”没有工作表“${sheet}”，只有：${sheets.join('、')}。`,
    ),
    text('Enter one of these.', '请填写其中之一。'),
  )
