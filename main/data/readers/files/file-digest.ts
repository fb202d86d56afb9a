import { createHash } from 'node:crypto'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { ReadContext } from '../read-context.ts'

const schema = z.strictObject({ state: z.string(), digest: z.string() })
type Note = z.infer<typeof schema>

/** Bytes below which a file is hashed again, which is faster than looking its digest up. */
const minCachedFileBytes = 1_000_000

/** Changes whenever the file is written to. */
export async function fileState(path: string): Promise<string> {
  const { size, mtimeMs, ctimeMs, ino } = await stat(path)
  return [size, mtimeMs, ctimeMs, ino].join(' ')
}

/** The SHA-256 digest of a file in hex. For a large file it is cached in `home` until the file is written to. */
export async function fileDigest(
  path: string,
  bytes: (path: string) => AsyncIterable<Uint8Array>,
  { home, signal }: Omit<ReadContext, 'report'>,
): Promise<string> {
  const state = await fileState(path)
  const note =
    home !== undefined && Number(state.split(' ')[0]) >= minCachedFileBytes ? notePath(home, path) : undefined
  const known = note === undefined ? undefined : await savedDigest(note)
  if (known?.state === state) return known.digest
  const hash = createHash('sha256')
  for await (const some of bytes(path)) {
    signal?.throwIfAborted()
    hash.update(some)
  }
  const digest = hash.digest('hex')
  if (note && (await fileState(path)) === state) await saveDigest(note, { state, digest })
  return digest
}

const notePath = (home: string, path: string) =>
  join(home, 'files', `${createHash('sha256').update(path).digest('hex').slice(0, 32)}.json`)

async function saveDigest(note: string, known: Note): Promise<void> {
  await mkdir(dirname(note), { recursive: true })
  await writeFile(note, JSON.stringify(known))
}

async function savedDigest(note: string): Promise<Note | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(note, 'utf8')))
  } catch {
    return undefined // not cached, or the note is truncated: the file is hashed again
  }
}
