// Limits the size of HOME/tokens: the least recently used folders are deleted first.
import { rmSync } from 'node:fs'
import { readdir, rm, stat, statfs, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes of all folders together at most; on a small disk, half of the cache and the free space together. */
const maxCacheBytes = 20 * 2 ** 30

const inUsePrefix = 'in-use.'

/** Marks a folder as used by this process until the process ends. */
export async function markInUse(folder: string): Promise<void> {
  const file = join(folder, `${inUsePrefix}${process.pid}`)
  await writeFile(file, '')
  await utimes(join(folder, 'columns.json'), new Date(), new Date())
  if (ownMarks.size === 0) process.once('exit', unmark)
  ownMarks.add(file)
}

function unmark(): void {
  for (const file of ownMarks) rmSync(file, { force: true })
}

/** The marks of this process. */
const ownMarks = new Set<string>()

/** Deletes folders until the rest fits into `limit` bytes: never `keep`, and none that a process is reading from. */
export async function evictTokens(tokens: string, keep: string, limit?: number): Promise<void> {
  const names = await readdir(tokens)
  const all = (await Promise.all(names.map(name => folderFacts(join(tokens, name))))).filter(
    found => found !== undefined,
  )
  let total = all.reduce((sum, { bytes }) => sum + bytes, 0)
  const bound = limit ?? (await cacheLimit(tokens, total))
  for (const { folder, bytes, inUse } of all.sort((a, b) => a.used - b.used)) {
    if (total <= bound) return
    if (folder === keep || inUse) continue
    await rm(folder, { recursive: true, force: true })
    total -= bytes
  }
}

async function cacheLimit(folder: string, taken: number): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return Math.min(maxCacheBytes, (taken + bavail * bsize) / 2)
}

/** Undefined for what is not a complete folder of tokens. */
async function folderFacts(folder: string) {
  try {
    const used = (await stat(join(folder, 'columns.json'))).mtimeMs
    const names = await readdir(folder)
    const sizes = await Promise.all(names.map(async name => (await stat(join(folder, name))).size))
    const readers = names
      .filter(name => name.startsWith(inUsePrefix))
      .map(name => Number(name.slice(inUsePrefix.length)))
    return { folder, used, bytes: sizes.reduce((sum, size) => sum + size, 0), inUse: readers.some(isAlive) }
  } catch {
    return undefined // incomplete, or being deleted by another process
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
