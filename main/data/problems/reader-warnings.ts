// Warnings of readers, which do not stop reading.
import type { EngineReport } from '../../../core/run/report.ts'
import { text } from '../../../core/text.ts'

const warning = (code: string, en: string, zh: string): EngineReport => ({ t: 'warn', code, message: text(en, zh) })

export const skippedLines = (name: string, rows: number): EngineReport =>
  warning(
    'rows-left-out',
    `${rows} malformed ${rows === 1 ? 'line' : 'lines'} of “${name}” ${rows === 1 ? 'was' : 'were'} skipped.`,
    `已跳过“${name}”中 ${rows} 行格式错误的数据。`,
  )

export const emptyCells = (rows: number, columns: readonly string[]): EngineReport =>
  warning(
    'empty-cells',
    `${rows} ${rows === 1 ? 'row' : 'rows'} with an empty ${columns.join(' or ')} ${rows === 1 ? 'was' : 'were'} skipped.`,
    `有 ${rows} 行的 ${columns.join(' 或 ')} 为空，已跳过。`,
  )

export const emptyWords = (words: number): EngineReport =>
  warning(
    'empty-words',
    `${words} empty or untagged ${words === 1 ? 'word was' : 'words were'} skipped.`,
    `已跳过 ${words} 个为空或没有标签的词。`,
  )

export const otherLists = (name: string): EngineReport =>
  warning(
    'other-lists',
    `“${name}” contains several lists of rows; only the first was read. Save the others as separate files.`,
    `“${name}”中有多个数据列表，只读取了第一个。请将其余列表保存为单独的文件。`,
  )

export const skippedColumn = (column: string, name: string): EngineReport =>
  warning(
    'column-left-out',
    `The column “${column}” of “${name}” has an unsupported type; it was skipped.`,
    `“${name}”中“${column}”列的数据类型不受支持，已跳过该列。`,
  )

export const unnamedColumn = (name: string, place: number): EngineReport =>
  warning(
    'unnamed-column',
    `Column ${place} of “${name}” has no name; it is called “column ${place}”.`,
    `“${name}”的第 ${place} 列没有名称，已命名为“column ${place}”。`,
  )

export const duplicateColumn = (name: string, column: string, given: string): EngineReport =>
  warning(
    'same-name',
    `“${name}” has two columns called “${column}”; the later one is renamed “${given}”.`,
    `“${name}”中有两列都叫“${column}”，后一列在此命名为“${given}”。`,
  )

export const skippedTitleRows = (name: string, rows: number): EngineReport =>
  warning(
    'above-table',
    `“${name}” has ${rows === 1 ? 'a title' : `${rows} extra rows`} above the table, which ${rows === 1 ? 'was' : 'were'} skipped. If that is wrong, set “Header row”.`,
    `“${name}”的表格上方有 ${rows} 行标题或说明，已跳过。若不是这样，请设置“表头”。`,
  )

export const otherKinds = (folder: string, files: number, endings: readonly string[]): EngineReport => {
  const [en, zh] = [', ', '、'].map(between => endings.slice(0, 4).join(between))
  return warning(
    'other-kinds',
    `${files} other ${files === 1 ? 'file' : 'files'} in “${folder}” ${files === 1 ? 'was' : 'were'} not read${en ? `: ${en}` : ''}${endings.length > 4 ? ' and more' : ''}.`,
    `“${folder}”中另有 ${files} 个文件没有读取${zh ? `：${zh}` : ''}${endings.length > 4 ? ' 等' : ''}。`,
  )
}

interface Sheets {
  readonly name: string
  readonly others: readonly string[]
}

export const otherSheets = (file: string, { name, others }: Sheets): EngineReport =>
  warning(
    'other-sheets',
    `Only the sheet “${name}” of “${file}” was read, not: ${others.join(', ')}. Choose another under “Sheet”.`,
    `“${file}”中读取的是工作表“${name}”，其他工作表没有读取：${others.join('、')}。可在“工作表”中另选。`,
  )

export const splitRowsInTraining = (rows: number): EngineReport =>
  warning(
    'named-rows',
    `${rows} ${rows === 1 ? 'row' : 'rows'} from files named like a validation or test split (such as test or valid) ${rows === 1 ? 'is' : 'are'} used for training. Set “Train/validation split” to “by file name” to hold them out.`,
    `有 ${rows} 行来自以验证集或测试集命名的文件（如 test、valid），却用于训练。在“划分训练/验证集”中选择“由文件名指定”，即可将它们留出。`,
  )
