import { createHash } from 'node:crypto'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Reading } from './reading.ts'

const schema = z.strictObject({ state: z.string(), digest: z.string() })
type Note = z.infer<typeof schema>

/** Below so many bytes, a file is read again faster than it is looked up. */
const small = 1_000_000

/** Changes whenever somebody writes to the file. */
export async function stateOf(path: string): Promise<string> {
  const { size, mtimeMs, ctimeMs, ino } = await stat(path)
  return [size, mtimeMs, ctimeMs, ino].join(' ')
}

/** SHA-256 of a file. Of a large one it is remembered, and the file not read again until somebody writes to it. */
export async function fileDigest(
  path: string,
  bytes: (path: string) => AsyncIterable<Uint8Array>,
  { home, signal }: Omit<Reading, 'report'>,
): Promise<string> {
  const state = await stateOf(path)
  const note = home !== undefined && Number(state.split(' ')[0]) >= small ? noteOf(home, path) : undefined
  const known = note === undefined ? undefined : await remembered(note)
  if (known?.state === state) return known.digest
  const hash = createHash('sha256')
  for await (const some of bytes(path)) {
    signal?.throwIfAborted()
    hash.update(some)
  }
  const digest = hash.digest('hex')
  if (note && (await stateOf(path)) === state) await remember(note, { state, digest })
  return digest
}

const noteOf = (home: string, path: string) =>
  join(home, 'files', `${createHash('sha256').update(path).digest('hex').slice(0, 32)}.json`)

async function remember(note: string, known: Note): Promise<void> {
  await mkdir(dirname(note), { recursive: true })
  await writeFile(note, JSON.stringify(known))
}

async function remembered(note: string): Promise<Note | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(note, 'utf8')))
  } catch {
    return undefined // not read before, or cut short: the file is read
  }
}
