import { relative } from 'node:path'
import type { Split } from '../../../../core/block/abilities.ts'
import { patternFolder, resolveUserPath } from './list-files.ts'

/** Names of splits, as the datasets library knows them (data_files.py); capitals do not matter. */
const splitNames: readonly (readonly [Split, string])[] = [
  ['train', 'train|training'],
  ['validation', 'validation|valid|dev|val'],
  ['test', 'test|testing|eval|evaluation'],
]
const sign = '[-._ 0-9]'
const splitPatterns = splitNames.map(
  ([part, any]) => [part, new RegExp(`(^|${sign})(${any})(${sign}|$)`, 'i')] as const,
)

/** The splits that the name of a file or folder mentions. */
export const splitsInName = (name: string): readonly Split[] =>
  splitPatterns.flatMap(([part, word]) => (word.test(name) ? [part] : []))

/** The split that the path of a file within its source (`path`) mentions first, from the outermost folder inwards. */
export function splitFromFilename(path: string, file: string): Split | undefined {
  const root = patternFolder(resolveUserPath(path))
  const within = file.startsWith(root) ? file.slice(root.length) : relative(root, file)
  return within.split(/[/\\]| › /).flatMap(splitsInName)[0]
}
