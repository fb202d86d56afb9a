import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { relative } from 'node:path'
import type { Part, Row } from '../../../core/block.ts'
import type { FileSource } from '../../../core/plan/plan.ts'
import { emptyFile, fileChanged } from '../data-problems.ts'
import { fileDigest, stateOf } from '../file-facts.ts'
import type { Reading } from '../reading.ts'
import { annotatedParts, withAnnotations } from './annotated.ts'
import { batchesOf } from './batches-of.ts'
import type { DataFile } from './data-file.ts'
import { bytesOf, dataFiles } from './data-files.ts'
import { decodeStream } from './decode-stream.ts'
import { withJoined, withParts } from './joined-columns.ts'
import { linesOf } from './lines.ts'
import { endingsOf, explain, fullPath, listFiles } from './list-files.ts'
import { namedColumns } from './named-columns.ts'
import { namedPart } from './named-part.ts'
import { otherKinds } from './remarks.ts'
import { isSubtitles, spokenLines } from './subtitles.ts'
import { tables } from './tables.ts'
import { textRows } from './text-rows.ts'
import type { Texts } from './texts.ts'

/** Which files of a folder or an archive are read, by format. */
const kindsByFormat: Readonly<Record<string, readonly string[]>> = {
  pairs: ['.txt', '.tsv'],
  labels: ['.txt', '.tsv'],
  scores: ['.txt', '.tsv'],
  tags: ['.txt', '.tsv', '.conll', '.conllu', '.bio', '.iob'],
  questions: ['.jsonl', '.ndjson'],
}
const kindsOfText = ['.txt', '.md', '.srt', '.vtt']
/** Endings of the files that a format reads. */
export const kindsOf = (format: string) => tables[format]?.kinds ?? kindsByFormat[format] ?? kindsOfText

/** What a row says, and the part that the name of its file tells. */
export type FileRow = Pick<Row, 'texts' | 'named'>

/** The rows of a file, or of all its kind in a folder, by name, as often as they are read. Throws problems. */
export async function* readFiles(source: FileSource, reading: Reading): AsyncGenerator<readonly FileRow[]> {
  let named: Part | undefined
  const rows = rawRows(source, reading, file => {
    named = namedPart(source.path, file)
  })
  const chosen = tables[source.format] ? namedColumns(rows, source, reading) : rows
  let found = false
  for await (const batch of batchesOf(chosen, texts => (named ? { texts, named } : { texts }))) {
    found = true
    reading.signal?.throwIfAborted()
    yield batch
  }
  if (!found) throw emptyFile(fullPath(source.path))
}

/** All columns of the files under the names that the files give them. */
export async function* rawRows(
  source: FileSource,
  reading: Reading,
  begins: (file: string) => void = () => {},
): AsyncGenerator<Texts> {
  const whole = withParts(source, annotatedParts(source))
  const [joined, annotated] = [withJoined(source), withAnnotations(source)]
  let found = false
  const others = (files: readonly string[]) =>
    reading.report(otherKinds(fullPath(source.path), files.length, endingsOf(files)))
  for await (const file of dataFiles(source.path, kindsOf(source.format), others)) {
    begins(file.name)
    let letters = 0
    for await (const row of rowsOf(file, whole, reading)) {
      found = true
      yield annotated(joined(row))
      if (reading.perFile === undefined) continue
      for (const name in row) letters += row[name]?.length ?? 0
      if (letters >= reading.perFile) break
    }
  }
  if (!found) throw emptyFile(fullPath(source.path))
}

function rowsOf(file: DataFile, source: FileSource, reading: Reading): AsyncIterable<Texts> {
  const { format, encoding } = source
  const table = tables[format]
  if (table) return table.rows(file, source, reading)
  const reader = textRows[format]
  if (!reader) throw new Error(`rowsOf: no reader for format '${format}'`)
  const lines = linesOf(decodeStream(file.bytes(), { ...reading, name: file.name, encoding }))
  return reader(isSubtitles(file.kind) ? spokenLines(lines) : lines, file.name)
}

/** What is known of the files of a source before their rows are read. Throws problems. */
export async function filesOf(source: FileSource, reading: Reading) {
  const { path, ...how } = source
  const root = fullPath(path)
  const paths = await listFiles(path, kindsOf(source.format))
  const hash = createHash('sha256').update(JSON.stringify(how))
  const states = new Map<string, string>()
  let bytes = 0
  for (const [i, file] of paths.entries()) {
    reading.signal?.throwIfAborted()
    reading.report({ t: 'phase', phase: 'read', done: i, total: paths.length })
    states.set(file, await stateOf(file).catch(error => explain(error, file)))
    bytes += (await stat(file)).size
    hash.update(`\0${relative(root, file)}\0`).update(await fileDigest(file, bytesOf, reading))
  }
  return {
    /** Of the bytes of the files, their names within their folder, and how they are read: the same wherever they lie. */
    digest: hash.digest('hex'),
    bytes,
    /** Throws a problem when somebody wrote to a file since. */
    async unchanged() {
      for (const [file, state] of states)
        if ((await stateOf(file).catch(error => explain(error, file))) !== state) throw fileChanged(file)
    },
  }
}
