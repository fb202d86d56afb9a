import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'

/** A digest of a file's content; null when it cannot be read. */
export function fileStamp(path: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex')
  } catch {
    return null // the next operation on the file reports why
  }
}

/** The same, cached: the file is only read when its time or size has changed. */
export function fileStampWatcher(path: string): () => string | null {
  let stamp = ''
  let seen: string | null = null
  return () => {
    const now = statKey(path)
    if (now !== stamp) [stamp, seen] = [now, fileStamp(path)]
    return seen
  }
}

function statKey(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : 'gone'
}
