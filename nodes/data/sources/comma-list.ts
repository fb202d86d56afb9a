import { refuse } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'

/** Matches an entry; one in quotation marks may contain commas. */
const listEntry = /\s*["“]([^"”]*)["”]\s*(?=[,，、]|$)|[^,，、]+/g

/** The entries of a comma-separated list, without duplicates and empty ones. */
export const parseCommaList = (list: string): string[] => [
  ...new Set(
    Array.from(list.matchAll(listEntry), ([all, quoted]) => (quoted ?? all).trim()).filter(name => name !== ''),
  ),
]

/** The labels in a comma-separated list. Refuses fewer than two. */
export function parseLabels(list: string): string[] {
  const names = parseCommaList(list)
  if (names.length < 2) refuse('too-few-labels', tooFewLabels)
  return names
}

const tooFewLabels = {
  param: 'labels',
  message: text('There must be at least two labels.', '至少要有两个标签。'),
  fix: text('List all labels of the file, separated by commas.', '请写出文件中的所有标签，用逗号隔开。'),
}
