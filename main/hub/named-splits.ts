import { partsIn } from '../data/sources/named-part.ts'
import type { HubFile } from './hub-file.ts'

/** Files by the split that they belong to. */
export type Splits = ReadonlyMap<string, readonly HubFile[]>

/** The ways in which people name splits; of a dataset, the first counts that tells any. */
const ways: readonly ((path: string) => readonly string[])[] = [
  path => /^data\/([^/]+)-\d{5}-of-\d{5}[^/]*\.[^/]*$/.exec(path)?.slice(1) ?? [],
  path => path.split('/').slice(0, -1).flatMap(partsIn),
  path => partsIn(path.split('/').at(-1) ?? ''),
  () => ['train'],
]

/**
 * The splits of files that no card describes, by their paths from `folder` on: numbered pieces in data/, folders named after splits,
 * files named after splits, or all are training data. As the datasets library has it (data_files.py), but capitals do not matter.
 */
export function namedSplits(files: readonly HubFile[], folder = ''): Splits {
  for (const way of ways) {
    const found = new Map<string, HubFile[]>()
    for (const file of files)
      for (const split of new Set(way(file.path.slice(folder.length))))
        found.set(split, [...(found.get(split) ?? []), file])
    if (found.size > 0) return new Map([...found].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)))
  }
  return new Map()
}

const rank = (split: string) => ['train', 'validation', 'test', split].indexOf(split)
