import { relative } from 'node:path'
import type { Part } from '../../../core/block.ts'
import { folderOf, fullPath } from './list-files.ts'

/** How people name the parts of their data: the words of the datasets library (data_files.py), whatever their capitals. */
const words: readonly (readonly [Part, string])[] = [
  ['train', 'train|training'],
  ['validation', 'validation|valid|dev|val'],
  ['test', 'test|testing|eval|evaluation'],
]
const sign = '[-._ 0-9]'
const wordOf = words.map(([part, any]) => [part, new RegExp(`(^|${sign})(${any})(${sign}|$)`, 'i')] as const)

/** The parts that the name of a file or folder tells. */
export const partsIn = (name: string): readonly Part[] =>
  wordOf.flatMap(([part, word]) => (word.test(name) ? [part] : []))

/** The part that the name of a source's file tells within the source (`path`), or the outermost folder there that is named so. */
export function namedPart(path: string, file: string): Part | undefined {
  const root = folderOf(fullPath(path))
  const within = file.startsWith(root) ? file.slice(root.length) : relative(root, file)
  return within.split(/[/\\]| › /).flatMap(partsIn)[0]
}
