import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'

/** What a file holds, as a digest; null when there is none that can be read. */
export function fileStamp(path: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex')
  } catch {
    return null // whoever reads or writes it next says why
  }
}

/** The same, again and again: the file is only read when its time or size is another. */
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
