import { text } from '../../../core/text.ts'
import { dataProblem } from './data-problems.ts'

/** Names the setting of `skipParam` in the parameters of tables. */
const skipFix = (what: 'line' | 'lines') =>
  text(
    `Correct ${what === 'line' ? 'the line' : 'them'}, or switch on “Leave out broken lines”.`,
    `请更正${what === 'line' ? '该行' : '它们'}，或打开“跳过损坏的行”。`,
  )

const listed = (numbers: readonly number[], between: string, more: string) =>
  numbers.slice(0, 5).join(between) + (numbers.length > 5 ? more : '')

export const unequalRow = (name: string, line: number, cells: number, header: number) =>
  dataProblem(
    'unequal-row',
    'path',
    text(
      `Line ${line} of “${name}” has ${cells} ${cells === 1 ? 'cell' : 'cells'}; its first line has ${header}.`,
      `“${name}”的第 ${line} 行有 ${cells} 个单元格，而首行有 ${header} 个。`,
    ),
    skipFix('line'),
  )

export const openQuote = (name: string, line: number) =>
  dataProblem(
    'open-quote',
    'path',
    text(`A quotation mark in line ${line} of “${name}” is never closed.`, `“${name}”第 ${line} 行的引号没有闭合。`),
    text('Close it, or set “Around cells” to none.', '请补上引号，或把“引号”设为“无”。'),
  )

export const strayQuote = (name: string, line: number) =>
  dataProblem(
    'stray-quote',
    'path',
    text(
      `Line ${line} of “${name}” goes on after a closing quotation mark.`,
      `“${name}”第 ${line} 行在右引号之后还有内容。`,
    ),
    text(
      'Double the quotation marks inside of a cell, or set “Around cells” to none. Where they stand after a backslash, set “Quotes within cells”.',
      '请将单元格内的引号写成两个，或把“引号”设为“无”。若引号前有反斜杠，请设置“单元格内的引号”。',
    ),
  )

export const innerQuote = (name: string, line: number) =>
  dataProblem(
    'inner-quote',
    'path',
    text(
      `Line ${line} of “${name}” has a quotation mark within a cell that does not begin with one.`,
      `“${name}”第 ${line} 行有一个单元格，开头没有引号，中间却有引号。`,
    ),
    text(
      'Put such a cell in quotation marks and double those inside, or set “Around cells” to none.',
      '请用引号包住该单元格，并将其中的引号写成两个；或把“引号”设为“无”。',
    ),
  )

export const badLines = (name: string, lines: readonly number[]) =>
  dataProblem(
    'bad-lines',
    'path',
    text(
      `${lines.length === 1 ? '1 line' : `${lines.length} lines`} of “${name}” ${lines.length === 1 ? 'is' : 'are'} no JSON: ${listed(lines, ', ', ' and more')}.`,
      `“${name}”中有 ${lines.length} 行不是 JSON：第 ${listed(lines, '、', ' 等')} 行。`,
    ),
    skipFix('lines'),
  )

export const badJson = (name: string) =>
  dataProblem(
    'bad-json',
    'path',
    text(
      `“${name}” is no list of rows in JSON, or breaks off in the middle.`,
      `“${name}”不是 JSON 格式的行列表，或中途断开。`,
    ),
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
      `“${name}” keeps its table by columns, and they are not equally long.`,
      `“${name}”按列保存表格，但各列长度不一致。`,
    ),
    asLines,
  )

export const largeJson = (name: string, maxMB: number) =>
  dataProblem(
    'large-json',
    'path',
    text(
      `“${name}” keeps its table by columns and is larger than ${maxMB} MB, too much to read at once.`,
      `“${name}”按列保存表格，且超过 ${maxMB} MB，无法一次读取。`,
    ),
    asLines,
  )

export const damagedTable = (name: string, format: string) =>
  dataProblem(
    'damaged-table',
    'path',
    text(`“${name}” is damaged, not whole, or no ${format} file.`, `“${name}”已损坏、不完整，或不是 ${format} 文件。`),
    text('Download or export it again.', '请重新下载或导出。'),
  )

export const lockedTable = (name: string) =>
  dataProblem(
    'locked-table',
    'path',
    text(`“${name}” is encrypted.`, `“${name}”已加密。`),
    text('Write it again without encryption, where its key is known.', '请在拥有密钥的环境中重新导出为不加密的文件。'),
  )

export const unreadableColumn = (role: string, column: string, name: string) =>
  dataProblem(
    'unreadable-column',
    role,
    text(
      `The column “${column}” of “${name}” is of a type that cannot be read.`,
      `无法读取“${name}”中“${column}”列的数据类型。`,
    ),
    text('Choose another column, or write this one as text.', '请选择其他列，或将该列保存为文本。'),
  )

export const unsupportedTable = (name: string, why: string) =>
  dataProblem(
    'unsupported-table',
    'path',
    text(
      `“${name}” is written in a way that cannot be read here (${why}).`,
      `此处无法读取“${name}”的存储方式（${why}）。`,
    ),
    text('Write it again with the usual settings.', '请用默认设置重新导出。'),
  )

export const largeRowGroup = (name: string, size: number) =>
  dataProblem(
    'large-row-group',
    'path',
    text(
      `“${name}” keeps ${size} MiB in one piece (row group), too much to read at once.`,
      `“${name}”的一个行组有 ${size} MiB，无法一次读取。`,
    ),
    text('Write it again with smaller row groups.', '请用较小的行组重新写出。'),
  )

export const badQuery = (why: string, tables: readonly string[]) =>
  dataProblem(
    'bad-query',
    'query',
    text(`The database cannot answer the query (${why}).`, `数据库无法执行该查询（${why}）。`),
    text(
      `Correct it, for example: SELECT * FROM ${tables[0] ?? 'reviews'}. The tables are: ${tables.join(', ')}.`,
      `请更正，例如：SELECT * FROM ${tables[0] ?? 'reviews'}。其中的表有：${tables.join('、')}。`,
    ),
  )

export const writingQuery = () =>
  dataProblem(
    'writing-query',
    'query',
    text('This query gives no rows.', '该查询不返回数据行。'),
    text('Write one that begins with SELECT.', '请写以 SELECT 开头的查询。'),
  )

export const openParameter = () =>
  dataProblem(
    'open-parameter',
    'query',
    text(
      'The query has a parameter (? or :name), for which there is no value.',
      '该查询含有参数占位符（问号或命名参数），但没有对应的值。',
    ),
    text('Write the value itself, for example: WHERE stars = 5.', '请直接写出值，例如：WHERE stars = 5。'),
  )

export const noTable = (name: string) =>
  dataProblem(
    'no-table',
    'path',
    text(`The database “${name}” has no table.`, `数据库“${name}”中没有表。`),
    text('Choose another file.', '请选择其他文件。'),
  )

export const noColumn = (role: string, column: string, name: string, columns: readonly string[]) =>
  dataProblem(
    'no-column',
    role,
    text(
      `“${name}” has no column “${column}”, only: ${columns.join(', ')}.`,
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
      'There must be one tag for each word, with spaces between. Correct the row, or choose other columns.',
      '每个词应有一个标签，用空格隔开。请更正该行，或选择其他列。',
    ),
  )

export const lostAnswerInRow = (row: number, answer: string) =>
  dataProblem(
    'lost-answer',
    'answer',
    text(
      `In row ${row} the answer “${answer}” does not stand in its context, or stands there twice.`,
      `在第 ${row} 行，答案“${answer}”不在原文中，或出现了多次。`,
    ),
    text(
      'Correct the row, or choose the column that says where the answer starts.',
      '请更正该行，或选择说明答案起始位置的列。',
    ),
  )

export const noScoreInRow = (row: number, score: string) =>
  dataProblem(
    'no-score',
    'score',
    text(`Row ${row} has “${score}” where a number should be.`, `第 ${row} 行应为数字，却是“${score}”。`),
    text('Correct the row, or choose another column.', '请更正该行，或选择其他列。'),
  )

export const noSheet = (name: string, sheet: string, sheets: readonly string[]) =>
  dataProblem(
    'no-sheet',
    'sheet',
    text(
      `“${name}” has no sheet “${sheet}”, only: ${sheets.join(', ')}.`,
      `“${name}”没有工作表“${sheet}”，只有：${sheets.join('、')}。`,
    ),
    text('Name one of these.', '请填写其中之一。'),
  )
