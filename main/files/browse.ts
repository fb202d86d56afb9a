import { readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { FileEntry } from '../../core/run.ts'
import { systemProblem } from './file-problem.ts'

/** Folders first, then files, by name; hidden ones are left out. */
export function browse(folder = homedir()): { folder: string; entries: FileEntry[] } {
  const full = resolve(folder)
  const entries = names(full)
    .filter(name => !name.startsWith('.'))
    .flatMap(name => entry(full, name))
    .sort((a, b) => Number(b.folder) - Number(a.folder) || a.name.localeCompare(b.name, undefined, { numeric: true }))
  return { folder: full, entries }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    return systemProblem(error, folder)
  }
}

function entry(folder: string, name: string): FileEntry[] {
  const path = join(folder, name)
  try {
    const found = statSync(path)
    return [{ name, path, folder: found.isDirectory(), bytes: found.isDirectory() ? 0 : found.size }]
  } catch {
    return [] // a broken link, or gone since
  }
}
