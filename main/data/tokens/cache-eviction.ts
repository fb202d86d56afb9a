// HOME/tokens may not grow for ever: the folders that were used longest ago go first.
import { rmSync } from 'node:fs'
import { readdir, rm, stat, statfs, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes of all folders together, at most; on a small disk, half of what they and the free space are. */
const maxCacheBytes = 20 * 2 ** 30

const inUsePrefix = 'in-use.'

/** Says that this process reads from the folder, until the process ends. */
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

/** Of this process. */
const ownMarks = new Set<string>()

/** Takes folders away until the rest fits into `limit` bytes: never `keep`, and none that a process is reading from. */
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

/** Undefined for what is no finished folder of tokens. */
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
    return undefined // unfinished, or taken away by another process at this moment
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
