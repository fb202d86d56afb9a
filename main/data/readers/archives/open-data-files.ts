import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { contentExtension, listFiles, throwReadProblem } from '../files/list-files.ts'
import { isWorkbook, refuseOfficeFile } from '../files/office-files.ts'
import type { DataFile } from '../read-context.ts'
import { unpackStream } from './unpack.ts'

/** The files that a path stands for (see listFiles), unpacked, sorted by name. A file that is not an archive is read whatever its extension. */
export async function* openDataFiles(
  path: string,
  kinds: readonly string[],
  others?: (files: readonly string[]) => void,
): AsyncGenerator<DataFile> {
  for (const file of await listFiles(path, kinds, others)) {
    const kind = contentExtension(file)
    const packing = await packingOf(file, kinds)
    const bytes = () => unpackStream(fileBytes(file), file)
    const found = { name: file, kind, bytes, ...(packing === 'stream' ? {} : { path: file }) }
    if (packing === 'zip') yield* await (await import('./zip-entries.ts')).zipEntries(found, kinds)
    else yield found
  }
}

/** The bytes of a file as stored on disk. Throws problems. */
export async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>
  } catch (error) {
    throwReadProblem(error, path)
  }
}

/** Detects packing from the first bytes, because extensions may be wrong. */
async function packingOf(path: string, kinds: readonly string[]): Promise<'zip' | 'stream' | 'none'> {
  const file = await open(path).catch(error => throwReadProblem(error, path))
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    const mark = buffer.toString('hex', 0, bytesRead)
    refuseOfficeFile(path, mark, kinds)
    if (isWorkbook(path)) return 'none' // a ZIP archive as well, but its reader needs the whole file
    if (/^504b(0304|0506)$/.test(mark)) return 'zip'
    return mark.startsWith('1f8b') || mark === '28b52ffd' ? 'stream' : 'none'
  } finally {
    await file.close()
  }
}
