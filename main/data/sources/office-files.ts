import { basename, extname } from 'node:path'
import { text } from '../../../core/text.ts'
import { dataProblem } from '../data-problems.ts'

const sheets = ['.xlsx', '.xlsm', '.xlsb', '.xls', '.ods', '.numbers']
const documents = ['.docx', '.doc', '.odt', '.pages', '.rtf', '.pdf', '.epub', '.pptx', '.ppt', '.odp', '.key']
/** How such files begin: as zip archives, as Office wrote before 2007, as PDF, as RTF. */
const marks = /^(504b0304|d0cf11e0|25504446|7b5c7274)/

/** Throws a problem that says how to save the file, when it is one of an office program and not what is in it; `mark` is its first bytes in hex. */
export function refuseOffice(path: string, mark: string): void {
  const kind = extname(path).toLowerCase()
  if (!marks.test(mark)) return
  if (sheets.includes(kind)) throw sheet(basename(path))
  if (documents.includes(kind) || !mark.startsWith('504b')) throw document(basename(path))
}

const sheet = (name: string) =>
  dataProblem(
    'spreadsheet-file',
    'path',
    text(`“${name}” is the workbook of a spreadsheet program.`, `“${name}”是电子表格程序的工作簿。`),
    text(
      'Open it there, save the sheet as “CSV UTF-8”, and choose that file.',
      '请在该程序中打开，将工作表另存为“CSV UTF-8”，再选择该文件。',
    ),
  )

const document = (name: string) =>
  dataProblem(
    'document-file',
    'path',
    text(`“${name}” is a document with pages and pictures, not plain text.`, `“${name}”是带版式的文档，不是纯文本。`),
    text(
      'Open it and save it as plain text (.txt, UTF-8), then choose that file.',
      '请打开它并另存为纯文本（.txt，UTF-8），再选择该文件。',
    ),
  )
