import { readdir, realpath, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'
import { emptyFolder, missingFile, noMatch, noPermission, notAFile } from '../../problems/data-problems.ts'
import { globPattern } from './glob.ts'

const packings = ['.gz', '.zst', '.zip']

/** The extension of the content: “.csv” for “a.csv.gz”. A plain .zip can hold anything. */
export function contentExtension(path: string): string {
  const last = extname(path).toLowerCase()
  return packings.includes(last) ? extname(basename(path, extname(path))).toLowerCase() : last
}

/** Temporary files of Excel, and metadata that macOS writes on foreign disks. */
const isTemporary = (path: string) => /^(~\$|\._)/.test(basename(path))

const isZip = (path: string) => path.toLowerCase().endsWith('.zip')

/** The full path for a path that a user typed: `~` is the home folder. */
export const resolveUserPath = (path: string): string => resolve(path.trim().replace(/^~(?=$|[/\\])/, homedir()))

/**
 * The files that a path stands for, sorted by name: a file, all files with these extensions in a folder and its subfolders, or those that
 * match a pattern with * and ?. Folders that symbolic links lead to are visited once. `others` is called with the files of a folder that have
 * other extensions. Throws problems.
 */
export async function listFiles(
  path: string,
  kinds: readonly string[],
  others: (files: readonly string[]) => void = () => {},
): Promise<readonly string[]> {
  const root = resolveUserPath(path)
  const found = await stat(root).catch(error => (isPattern(root) ? undefined : throwReadProblem(error, root)))
  if (!found) return filesMatching(root)
  if (!found.isDirectory() && !found.isFile()) throw notAFile(root)
  if (!found.isDirectory()) return [root]
  const all = (await filesIn(root)).filter(file => !isTemporary(file))
  const isRead = (file: string) => kinds.includes(contentExtension(file)) || isZip(file)
  const [paths, left] = [all.filter(isRead), all.filter(file => !isRead(file) && !isHidden(relative(root, file)))]
  if (paths.length === 0) throw emptyFolder(root, kinds, commonExtensions(left))
  if (left.length > 0) others(left)
  return paths.sort()
}

/** Files and folders whose names begin with a dot belong to programs. */
const isHidden = (path: string) => path.split(sep).some(part => part.startsWith('.'))

/** The extensions of files, the most frequent first. */
export function commonExtensions(files: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const file of files) counts.set(extname(file).toLowerCase(), (counts.get(extname(file).toLowerCase()) ?? 0) + 1)
  return [...counts]
    .filter(([ending]) => ending !== '')
    .toSorted(([, a], [, b]) => b - a)
    .map(([ending]) => ending)
}

/** Whether a path is a pattern for the names of files. */
export const isPattern = (path: string) => /[*?]/.test(path)

/** The folder that contains all files of a pattern; a path that is no pattern itself. */
export function patternFolder(path: string): string {
  let folder = path
  while (isPattern(folder)) folder = dirname(folder)
  return folder
}

async function filesMatching(pattern: string): Promise<readonly string[]> {
  const wanted = globPattern(pattern)
  const paths = (await filesIn(patternFolder(pattern))).filter(file => wanted.test(file))
  if (paths.length === 0) throw noMatch(pattern)
  return paths.sort()
}

async function filesIn(folder: string, visited = new Set<string>()): Promise<string[]> {
  const real = await realpath(folder).catch(error => throwReadProblem(error, folder))
  if (visited.has(real)) return []
  visited.add(real)
  const entries = await readdir(folder, { withFileTypes: true }).catch(error => throwReadProblem(error, folder))
  const files: string[] = []
  for (const entry of entries) {
    const path = join(folder, entry.name)
    const target = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry // a broken link is skipped
    if (target?.isDirectory()) files.push(...(await filesIn(path, visited)))
    else if (target?.isFile()) files.push(path)
  }
  return files
}

/** Throws the problem for a system error about a file, or the error itself. */
export function throwReadProblem(error: unknown, path: string): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') throw missingFile(path)
  if (code === 'EACCES' || code === 'EPERM') throw noPermission(path)
  throw error
}
