import { relative } from 'node:path'
import type { Split } from '../../../../core/block/abilities.ts'
import { patternFolder, resolveUserPath } from './list-files.ts'

/** How people name the parts of their data: the words of the datasets library (data_files.py), whatever their capitals. */
const splitNames: readonly (readonly [Split, string])[] = [
  ['train', 'train|training'],
  ['validation', 'validation|valid|dev|val'],
  ['test', 'test|testing|eval|evaluation'],
]
const sign = '[-._ 0-9]'
const splitPatterns = splitNames.map(
  ([part, any]) => [part, new RegExp(`(^|${sign})(${any})(${sign}|$)`, 'i')] as const,
)

/** The parts that the name of a file or folder tells. */
export const splitsInName = (name: string): readonly Split[] =>
  splitPatterns.flatMap(([part, word]) => (word.test(name) ? [part] : []))

/** The part that the name of a source's file tells within the source (`path`), or the outermost folder there that is named so. */
export function splitFromFilename(path: string, file: string): Split | undefined {
  const root = patternFolder(resolveUserPath(path))
  const within = file.startsWith(root) ? file.slice(root.length) : relative(root, file)
  return within.split(/[/\\]| › /).flatMap(splitsInName)[0]
}
