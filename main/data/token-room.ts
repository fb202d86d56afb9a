// HOME/tokens may not grow for ever: the folders that were used longest ago go first.
import { rmSync } from 'node:fs'
import { readdir, rm, stat, statfs, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes of all folders together, at most; on a small disk, half of what they and the free space are. */
const most = 20 * 2 ** 30

const mark = 'in-use.'

/** Says that this process reads from the folder, until the process ends. */
export async function markUsed(folder: string): Promise<void> {
  const file = join(folder, `${mark}${process.pid}`)
  await writeFile(file, '')
  await utimes(join(folder, 'columns.json'), new Date(), new Date())
  if (marks.size === 0) process.once('exit', unmark)
  marks.add(file)
}

function unmark(): void {
  for (const file of marks) rmSync(file, { force: true })
}

/** Of this process. */
const marks = new Set<string>()

/** Takes folders away until the rest fits into `limit` bytes: never `keep`, and none that a process is reading from. */
export async function makeRoom(tokens: string, keep: string, limit?: number): Promise<void> {
  const names = await readdir(tokens)
  const all = (await Promise.all(names.map(name => facts(join(tokens, name))))).filter(found => found !== undefined)
  let total = all.reduce((sum, { bytes }) => sum + bytes, 0)
  const bound = limit ?? (await roomFor(tokens, total))
  for (const { folder, bytes, inUse } of all.sort((a, b) => a.used - b.used)) {
    if (total <= bound) return
    if (folder === keep || inUse) continue
    await rm(folder, { recursive: true, force: true })
    total -= bytes
  }
}

async function roomFor(folder: string, taken: number): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return Math.min(most, (taken + bavail * bsize) / 2)
}

/** Undefined for what is no finished folder of tokens. */
async function facts(folder: string) {
  try {
    const used = (await stat(join(folder, 'columns.json'))).mtimeMs
    const names = await readdir(folder)
    const sizes = await Promise.all(names.map(async name => (await stat(join(folder, name))).size))
    const readers = names.filter(name => name.startsWith(mark)).map(name => Number(name.slice(mark.length)))
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
