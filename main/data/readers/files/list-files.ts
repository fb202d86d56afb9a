import { readdir, realpath, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'
import { emptyFolder, missingFile, noMatch, noPermission, notAFile } from '../../problems/data-problems.ts'
import { globPattern } from './glob.ts'

const packings = ['.gz', '.zst', '.zip']

/** The extension that says what a file holds: “.csv” of “a.csv.gz”. A .zip alone may hold anything. */
export function contentExtension(path: string): string {
  const last = extname(path).toLowerCase()
  return packings.includes(last) ? extname(basename(path, extname(path))).toLowerCase() : last
}

/** What Excel and macOS put beside a file while it is open, or on foreign disks. */
const isTemporary = (path: string) => /^(~\$|\._)/.test(basename(path))

const isZip = (path: string) => path.toLowerCase().endsWith('.zip')

/** The full path that a person means: `~` is the home folder. */
export const resolveUserPath = (path: string): string => resolve(path.trim().replace(/^~(?=$|[/\\])/, homedir()))

/**
 * The files that a path means, by name: a file, all files of these kinds in a folder and the folders in it, or those that a
 * pattern with * and ? names. Folders that links lead to are visited once. `others` hears of the files of a folder that are of
 * other kinds. Throws problems.
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

/** Programs keep their own things so, beside what people put into a folder. */
const isHidden = (path: string) => path.split(sep).some(part => part.startsWith('.'))

/** The endings of files, the commonest first. */
export function commonExtensions(files: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const file of files) counts.set(extname(file).toLowerCase(), (counts.get(extname(file).toLowerCase()) ?? 0) + 1)
  return [...counts]
    .filter(([ending]) => ending !== '')
    .toSorted(([, a], [, b]) => b - a)
    .map(([ending]) => ending)
}

/** Whether a path stands for the files whose names fit it. */
export const isPattern = (path: string) => /[*?]/.test(path)

/** The folder that all files of a pattern are in; a path that is none itself. */
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
    const target = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry // a link to nowhere holds nothing
    if (target?.isDirectory()) files.push(...(await filesIn(path, visited)))
    else if (target?.isFile()) files.push(path)
  }
  return files
}

/** A problem for what the system says about a file. */
export function throwReadProblem(error: unknown, path: string): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') throw missingFile(path)
  if (code === 'EACCES' || code === 'EPERM') throw noPermission(path)
  throw error
}
