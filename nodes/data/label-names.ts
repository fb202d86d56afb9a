import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { listed } from './listed.ts'

/** The labels that a person listed with commas between them. Refuses fewer than two. */
export function labelNames(list: string): string[] {
  const names = listed(list)
  if (names.length < 2) refuse('too-few-labels', tooFew)
  return names
}

const tooFew = {
  param: 'labels',
  message: text('There must be two labels or more to tell apart.', '至少要有两个标签才能区分。'),
  fix: text('Name all labels of the file, with commas between them.', '请写出文件中的所有标签，用逗号隔开。'),
}
