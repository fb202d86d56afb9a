import { splitsInName } from '../data/readers/files/split-from-filename.ts'
import type { HubFile } from './hub-request.ts'

/** Files by the split that they belong to. */
export type FilesBySplit = ReadonlyMap<string, readonly HubFile[]>

/** Conventions for naming splits; for a dataset, the first one counts that applies to any file. */
const namingSchemes: readonly ((path: string) => readonly string[])[] = [
  path => /^data\/([^/]+)-\d{5}-of-\d{5}[^/]*\.[^/]*$/.exec(path)?.slice(1) ?? [],
  path => path.split('/').slice(0, -1).flatMap(splitsInName),
  path => splitsInName(path.split('/').at(-1) ?? ''),
  () => ['train'],
]

/**
 * The splits of files that no dataset card describes, by their paths below `folder`: numbered shards in data/, folders named after splits,
 * files named after splits, or else all are training data. As in the datasets library (data_files.py), but case-insensitive.
 */
export function splitsFromPaths(files: readonly HubFile[], folder = ''): FilesBySplit {
  for (const way of namingSchemes) {
    const found = new Map<string, HubFile[]>()
    for (const file of files)
      for (const split of new Set(way(file.path.slice(folder.length))))
        found.set(split, [...(found.get(split) ?? []), file])
    if (found.size > 0) return new Map([...found].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)))
  }
  return new Map()
}

const rank = (split: string) => ['train', 'validation', 'test', split].indexOf(split)
