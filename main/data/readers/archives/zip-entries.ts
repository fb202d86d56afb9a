import type { Entry, Options } from 'yauzl'
import { fromBufferPromise, openPromise } from 'yauzl'
import {
  damagedArchive,
  decompressionBomb,
  emptyArchive,
  lockedArchive,
  unknownPacking,
  unsafeName,
} from '../../problems/archive-problems.ts'
import { contentExtension, throwReadProblem } from '../files/list-files.ts'
import type { DataFile } from '../read-context.ts'
import { maxExpansion, maxUncheckedBytes, readWholeFile, unpackStream } from './unpack.ts'

/** The files with these extensions in a .zip archive, sorted by name. Throws problems for archives that are damaged, encrypted or malicious. */
export async function zipEntries(archive: DataFile, kinds: readonly string[]): Promise<readonly DataFile[]> {
  const { name: path } = archive
  const content = archive.path ?? (await readWholeFile(archive))
  const found = (await entriesOf(content, path)).filter(
    ({ fileName }) => isContent(fileName) && kinds.includes(contentExtension(fileName)),
  )
  if (found.length === 0) throw emptyArchive(path, kinds)
  if (found.some(entry => entry.isEncrypted())) throw lockedArchive(path)
  const unknown = found.find(({ compressionMethod }) => !known.includes(compressionMethod))
  if (unknown) throw unknownPacking(path, methods[unknown.compressionMethod] ?? String(unknown.compressionMethod))
  found.sort((a, b) => (a.fileName < b.fileName ? -1 : 1))
  return found.map(entry => {
    const name = `${path} › ${entry.fileName}`
    return {
      name,
      kind: contentExtension(entry.fileName),
      bytes: () => unpackStream(inflated(content, path, entry), name),
    }
  })
}

/** Compression methods of entries that are supported: stored and Deflate. */
const known = [0, 8]
const methods: Readonly<Record<number, string>> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
}

/** Opens an archive on disk, or one that was packed inside another and is now in memory. */
const openZip = (content: string | Buffer, options?: Options) =>
  typeof content === 'string' ? openPromise(content, options) : fromBufferPromise(content, options)

/** Folders and the metadata that macOS adds hold no data. */
const isContent = (name: string) => !name.endsWith('/') && !/(^|\/)(__MACOSX\/|\.)/.test(name)

async function entriesOf(content: string | Buffer, path: string): Promise<Entry[]> {
  const zip = await openZip(content).catch(error => fromYauzl(error, path))
  const entries: Entry[] = []
  let [packed, plain] = [0, 0]
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry)
      packed += entry.compressedSize
      plain += entry.uncompressedSize
    }
  } catch (error) {
    return fromYauzl(error, path)
  } finally {
    zip.close()
  }
  // Entries may overlap, so that a small file seems to hold terabytes.
  if (plain > maxUncheckedBytes && plain > Math.min(packed, zip.fileSize) * maxExpansion) throw decompressionBomb(path)
  return entries
}

async function* inflated(content: string | Buffer, path: string, entry: Entry): AsyncGenerator<Uint8Array> {
  const zip = await openZip(content, { autoClose: false }).catch(error => fromYauzl(error, path))
  try {
    yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>
  } catch (error) {
    fromYauzl(error, path)
  } finally {
    zip.close()
  }
}

/** yauzl validates names and sizes, and throws plain errors with English messages. */
function fromYauzl(error: unknown, path: string): never {
  const unsafe =
    error instanceof Error &&
    /^(absolute path|invalid relative path|invalid characters in fileName): (.*)/.exec(error.message)
  if (unsafe) throw unsafeName(path, unsafe[2] ?? '')
  if (error instanceof Error && 'code' in error && !/^Z_/.test(String(error.code))) throwReadProblem(error, path)
  if (error instanceof TypeError || error instanceof RangeError) throw error
  throw damagedArchive(path)
}
