import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { filePathParam, requirePath } from './sources/file-path.ts'
import { encodingParam } from './sources/table-params.ts'

/** Lines without empty lines between them: read by paragraph they would be a single row, of which nothing can be held out. */
const isLines = (words: string) => /[\r\n]/.test(words) && !blankLine.test(words)
const blankLine = /\n[^\S\n]*\n|\r[^\S\r\n]*\r/

export default block({
  id: 'text-file',
  category: 'data',
  title: text('Text file or folder', '文本文件或文件夹'),
  keywords: ['txt', 'md', 'markdown', 'subtitles', 'srt', 'vtt', 'corpus', 'plain text', '语料', '字幕', '纯文本'],
  help: text(
    'Your own text: one file, or a folder whose .txt and .md files are all read, including those in subfolders and in .zip and .gz. Of subtitles (.srt, .vtt), only the spoken text is read.',
    '您自己的文本：一个文件，或一个文件夹（其中、子文件夹以及 .zip 和 .gz 中的所有 .txt 和 .md 文件都会被读取）。字幕（.srt、.vtt）只读取台词。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params: z.strictObject({
    path: filePathParam,
    unit: param(z.enum(['paragraph', 'line', 'document']).default('paragraph'), {
      label: text('Each row is', '一行数据是'),
      help: text(
        'How the text is divided into rows. A paragraph ends at a blank line; a document is a whole file.',
        '文本如何分成数据行。段落以空行结束；文档是整个文件。',
      ),
      choices: {
        paragraph: text('a paragraph', '一个段落'),
        line: text('a line', '一行文字'),
        document: text('a whole file', '整个文件'),
      },
    }),
    encoding: encodingParam,
  }),
  fileExtensions: ['.txt', '.md', '.srt', '.vtt'],
  sniffParams: beginning => (isLines(beginning.trim()) ? { unit: 'line' as const } : {}),
  compile: (_, { path, unit, encoding }) => ({
    rows: {
      source: { kind: 'files', path: requirePath(path), format: unit, ...(encoding === 'auto' ? {} : { encoding }) },
      columns: ['text'],
      steps: [],
    },
  }),
})
