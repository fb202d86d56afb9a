import { type Problem, Refusals } from '../../core/problem.ts'
import { type Text, text } from '../../core/text.ts'

/** Throws a problem of a file operation. */
export function throwFileProblem(code: string, path: string, message: Text, fix: Text): never {
  const at = (words: string) => words.replaceAll('{path}', path)
  const problem: Problem = { code, severity: 'error', message: text(at(message.en), at(message.zh)), fix }
  throw new Refusals([problem])
}

/** A system error about a file, in words. */
export function throwSystemProblem(error: unknown, path: string): never {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const [name, message, fix] = known[code] ?? [
    'file-unusable',
    text(`“{path}” cannot be used (${code || String(error)}).`, `无法使用“{path}”（${code || String(error)}）。`),
    text('Choose another file.', '请选择其他文件。'),
  ]
  throwFileProblem(name, path, message, fix)
}

const notFound = [
  'no-such-file',
  text('“{path}” does not exist.', '“{path}”不存在。'),
  text('Check the name, or choose another file.', '请检查名称，或选择其他文件。'),
] as const

const notAllowed = [
  'not-allowed',
  text('No permission to use “{path}”.', '没有权限使用“{path}”。'),
  text('Choose another folder.', '请选择其他文件夹。'),
] as const

const known: Readonly<Record<string, readonly [string, Text, Text]>> = {
  ENOENT: notFound,
  ENOTDIR: notFound,
  EACCES: notAllowed,
  EPERM: notAllowed,
  EROFS: notAllowed,
  EISDIR: [
    'is-a-folder',
    text('“{path}” is a folder.', '“{path}”是一个文件夹。'),
    text('Choose a file inside it.', '请选择其中的文件。'),
  ],
  ENOSPC: [
    'disk-full',
    text('The disk is full, so “{path}” was not saved.', '磁盘已满，“{path}”未保存。'),
    text('Free some space and save again. The old file is untouched.', '请清理磁盘空间后重新保存。原文件未受影响。'),
  ],
}
