import { readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { FileEntry, FolderListing } from '../../core/run/run.ts'
import { resolveUserPath } from '../data/readers/files/list-files.ts'
import { throwSystemProblem } from './file-problem.ts'

/** The content of a folder: folders first, then files, by name; hidden ones are omitted. The path of a file stands for its folder. */
export function browseFolder(path = homedir()): FolderListing {
  const full = resolveUserPath(path.trim().replace(/^"(.*)"$/, '$1')) // Windows copies a path with quotes
  const isFile = statSync(full, { throwIfNoEntry: false })?.isFile() === true
  const folder = isFile ? dirname(full) : full
  const entries = names(folder)
    .filter(name => !name.startsWith('.'))
    .flatMap(name => entry(folder, name))
    .sort((a, b) => Number(b.folder) - Number(a.folder) || a.name.localeCompare(b.name, undefined, { numeric: true }))
  return { folder, entries, ...(isFile && { file: full }) }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    return throwSystemProblem(error, folder)
  }
}

function entry(folder: string, name: string): FileEntry[] {
  const path = join(folder, name)
  try {
    const found = statSync(path)
    return [{ name, path, folder: found.isDirectory(), bytes: found.isDirectory() ? 0 : found.size }]
  } catch {
    return [] // a broken link, or deleted since
  }
}
