import { basename, extname } from 'node:path'
import { text } from '../../../../core/text.ts'
import { dataProblem } from '../../problems/data-problems.ts'

const sheets = ['.xlsb', '.xls', '.ods', '.numbers']
const documents = ['.docx', '.doc', '.odt', '.pages', '.rtf', '.pdf', '.epub', '.pptx', '.ppt', '.odp', '.key']
/** First bytes of such files, in hex: ZIP archives, Office before 2007, PDF, RTF. */
const magicNumbers = /^(504b0304|d0cf11e0|25504446|7b5c7274)/

/** First bytes of HTML or XML, which some programs save with the extension of a workbook. */
const markup = /^(efbbbf)?3c/

/** Whether a file has the extension of an Excel workbook, which another block reads. */
export const isWorkbook = (path: string): boolean => ['.xlsx', '.xlsm'].includes(extname(path).toLowerCase())

/** Throws a problem that says how to convert the file, when it is an office document and its extension is not among `kinds`; `mark` is its first bytes in hex. */
export function refuseOfficeFile(path: string, mark: string, kinds: readonly string[]): void {
  const kind = extname(path).toLowerCase()
  if (markup.test(mark) && (sheets.includes(kind) || isWorkbook(path))) throw sheet(basename(path))
  if (!magicNumbers.test(mark)) return
  if (isWorkbook(path) && !mark.startsWith('504b')) throw locked(basename(path))
  if (isWorkbook(path) && !kinds.includes(kind)) throw workbook(basename(path))
  if (sheets.includes(kind)) throw sheet(basename(path))
  if (documents.includes(kind) || !mark.startsWith('504b')) throw document(basename(path))
}

const workbook = (name: string) =>
  dataProblem(
    'excel-file',
    'path',
    text(`“${name}” is an Excel workbook.`, `“${name}”是 Excel 工作簿。`),
    text(
      'Use the block “Excel workbook”, or drop the file on the canvas.',
      '请使用“Excel 工作簿”模块，或把文件拖到画布上。',
    ),
  )

const locked = (name: string) =>
  dataProblem(
    'locked-archive',
    'path',
    text(`The workbook “${name}” is password-protected.`, `工作簿“${name}”设有密码。`),
    text('Open it in Excel and save it without a password.', '请在 Excel 中打开并另存为不带密码的文件。'),
  )

const sheet = (name: string) =>
  dataProblem(
    'spreadsheet-file',
    'path',
    text(`“${name}” is a spreadsheet workbook.`, `“${name}”是电子表格程序的工作簿。`),
    text(
      'Open it there, save the sheet as “CSV UTF-8”, and choose that file.',
      '请在该程序中打开，将工作表另存为“CSV UTF-8”，再选择该文件。',
    ),
  )

const document = (name: string) =>
  dataProblem(
    'document-file',
    'path',
    text(`“${name}” is a formatted document, not plain text.`, `“${name}”是带版式的文档，不是纯文本。`),
    text(
      'Open it and save it as plain text (.txt, UTF-8), then choose that file.',
      '请打开它并另存为纯文本（.txt，UTF-8），再选择该文件。',
    ),
  )
