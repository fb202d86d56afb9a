import { createHash } from 'node:crypto'
import { relative } from 'node:path'
import type { FileSource } from '../../../core/plan/plan.ts'
import { emptyFile } from '../data-problems.ts'
import type { Reading } from '../reading.ts'
import { batchesOf } from './batches-of.ts'
import type { DataFile } from './data-file.ts'
import { bytesOf, dataFiles } from './data-files.ts'
import { decodeStream } from './decode-stream.ts'
import { linesOf } from './lines.ts'
import { fullPath, listFiles } from './list-files.ts'
import { textRows } from './text-rows.ts'
import type { Texts } from './texts.ts'

/** Which files of a folder or an archive are read, by format. */
const kindsByFormat: Readonly<Record<string, readonly string[]>> = {
  pairs: ['.txt', '.tsv'],
  labels: ['.txt', '.tsv'],
  scores: ['.txt', '.tsv'],
  tags: ['.txt', '.tsv'],
  questions: ['.jsonl', '.ndjson'],
}
const kindsOfText = ['.txt', '.md']
const kindsOf = (format: string) => kindsByFormat[format] ?? kindsOfText

/** The rows of a file, or of all its kind in a folder, by name, as often as they are read. Throws problems. */
export async function* readFiles(source: FileSource, reading: Reading): AsyncGenerator<readonly Texts[]> {
  let found = false
  for await (const file of dataFiles(source.path, kindsOf(source.format)))
    for await (const batch of batchesOf(rowsOf(file, source, reading))) {
      found = true
      reading.signal?.throwIfAborted()
      yield batch
    }
  if (!found) throw emptyFile(fullPath(source.path))
}

function rowsOf(file: DataFile, { format, encoding }: FileSource, reading: Reading): AsyncIterable<Texts> {
  const reader = textRows[format]
  if (!reader) throw new Error(`rowsOf: no reader for format '${format}'`)
  const pieces = decodeStream(file.bytes(), { ...reading, name: file.name, encoding })
  return reader(linesOf(pieces), file.name)
}

/** Of the bytes of the files, their names within their folder, and how they are read: the same wherever they lie. */
export async function digestOf(source: FileSource, { signal, report }: Reading): Promise<string> {
  const { path, ...how } = source
  const root = fullPath(path)
  const paths = await listFiles(path, kindsOf(source.format))
  const hash = createHash('sha256').update(JSON.stringify(how))
  for (const [i, file] of paths.entries()) {
    report({ t: 'phase', phase: 'read', done: i, total: paths.length })
    hash.update(`\0${relative(root, file)}\0`)
    for await (const bytes of bytesOf(file)) {
      signal?.throwIfAborted()
      hash.update(bytes)
    }
  }
  return hash.digest('hex')
}
