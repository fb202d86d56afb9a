// The parameter `path` of all blocks with a file source.
import { z } from 'zod'
import { param } from '../../../core/block/block.ts'
import { refuse } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'

export const filePathParam = param(z.string(), {
  label: text('File or folder', '文件或文件夹'),
  help: text(
    'Where your data is on this computer. notes/*.html matches all such files, notes/**/*.html also those in subfolders.',
    '数据在这台电脑上的位置。notes/*.html 匹配所有此类文件，notes/**/*.html 还包括子文件夹中的。',
  ),
  control: 'path',
})

/** The path; refuses an empty field. */
export function requirePath(path: string): string {
  if (path.trim() !== '') return path
  return refuse('missing-param', {
    severity: 'missing',
    param: 'path',
    message: text('No file is chosen.', '还没有选择文件。'),
    fix: text('Choose a file or a folder.', '请选择一个文件或文件夹。'),
  })
}
