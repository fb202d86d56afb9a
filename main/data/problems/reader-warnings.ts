// Warnings of readers, which do not stop reading.
import type { EngineReport } from '../../../core/run/report.ts'
import { text } from '../../../core/text.ts'

const warning = (code: string, en: string, zh: string): EngineReport => ({ t: 'warn', code, message: text(en, zh) })

export const skippedLines = (name: string, rows: number): EngineReport =>
  warning(
    'rows-left-out',
    `${rows} ${rows === 1 ? 'line' : 'lines'} of “${name}” that could not be read ${rows === 1 ? 'was' : 'were'} left out.`,
    `“${name}”中有 ${rows} 行无法读取，已跳过。`,
  )

export const emptyCells = (rows: number, columns: readonly string[]): EngineReport =>
  warning(
    'empty-cells',
    `${rows} ${rows === 1 ? 'row' : 'rows'} with nothing in ${columns.join(' or ')} ${rows === 1 ? 'was' : 'were'} left out.`,
    `有 ${rows} 行的 ${columns.join(' 或 ')} 为空，已跳过。`,
  )

export const emptyWords = (words: number): EngineReport =>
  warning(
    'empty-words',
    `${words} ${words === 1 ? 'word' : 'words'} with nothing in ${words === 1 ? 'it' : 'them'}, or without a tag, ${words === 1 ? 'was' : 'were'} left out.`,
    `有 ${words} 个词为空或没有标签，已跳过。`,
  )

export const otherLists = (name: string): EngineReport =>
  warning(
    'other-lists',
    `“${name}” holds more than one list of rows; only the first was read. Keep the others in files of their own.`,
    `“${name}”中有多个数据列表，只读取了第一个。请将其余列表保存为单独的文件。`,
  )

export const skippedColumn = (column: string, name: string): EngineReport =>
  warning(
    'column-left-out',
    `The column “${column}” of “${name}” is of a type that cannot be read; it was left out.`,
    `无法读取“${name}”中“${column}”列的数据类型，已跳过该列。`,
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
    `Two columns of “${name}” are called “${column}”; the later one is called “${given}” here.`,
    `“${name}”中有两列都叫“${column}”，后一列在此命名为“${given}”。`,
  )

export const skippedTitleRows = (name: string, rows: number): EngineReport =>
  warning(
    'above-table',
    `The table of “${name}” begins below ${rows === 1 ? 'a title' : `${rows} rows that are no part of it`}, left out here. Otherwise, set “First line”.`,
    `“${name}”的表格上方有 ${rows} 行标题或说明，已跳过。若不是这样，请设置“首行”。`,
  )

export const otherKinds = (folder: string, files: number, endings: readonly string[]): EngineReport => {
  const [en, zh] = [', ', '、'].map(between => endings.slice(0, 4).join(between))
  return warning(
    'other-kinds',
    `${files} other ${files === 1 ? 'file' : 'files'} in “${folder}” ${files === 1 ? 'is' : 'are'} not read${en ? `: ${en}` : ''}${endings.length > 4 ? ' and more' : ''}.`,
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
    `Of the sheets of “${file}”, “${name}” is read, not: ${others.join(', ')}. “Sheet” chooses another.`,
    `“${file}”中读取的是工作表“${name}”，其他工作表没有读取：${others.join('、')}。可在“工作表”中另选。`,
  )

export const splitRowsInTraining = (rows: number): EngineReport =>
  warning(
    'named-rows',
    `${rows} ${rows === 1 ? 'row' : 'rows'} of files that are named after rows to keep back (such as test or valid) ${rows === 1 ? 'is' : 'are'} learned from. “Keep some back” keeps them apart if it goes “as the files are named”.`,
    `有 ${rows} 行来自以验证集或测试集命名的文件（如 test、valid），却用于训练。在“划分验证集”中选择“由文件名指定”，即可将它们分开。`,
  )
