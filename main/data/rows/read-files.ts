import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { relative } from 'node:path'
import type { Row, Split } from '../../../core/block/abilities.ts'
import type { FileSource } from '../../../core/plan/plan.ts'
import { emptyFile, fileChanged } from '../problems/data-problems.ts'
import { otherKinds } from '../problems/reader-warnings.ts'
import { fileBytes, openDataFiles } from '../readers/archives/open-data-files.ts'
import { annotationColumns, withAnnotations } from '../readers/columns/annotations.ts'
import { withJoinedColumns, withSourceColumns } from '../readers/columns/joined-columns.ts'
import { mapColumns } from '../readers/columns/map-columns.ts'
import { decodeStream } from '../readers/encoding/decode-stream.ts'
import { linesOf } from '../readers/encoding/lines.ts'
import { fileDigest, fileState } from '../readers/files/file-digest.ts'
import { commonExtensions, listFiles, resolveUserPath, throwReadProblem } from '../readers/files/list-files.ts'
import { splitFromFilename } from '../readers/files/split-from-filename.ts'
import { isSubtitles, spokenLines } from '../readers/formats/subtitles.ts'
import { tableFormats } from '../readers/formats/table-formats.ts'
import { textFormats } from '../readers/formats/text-formats.ts'
import type { DataFile, ReadContext, TextRow } from '../readers/read-context.ts'

/** Extensions of the files that are read from a folder or an archive, by format. */
const extensionsByFormat: Readonly<Record<string, readonly string[]>> = {
  pairs: ['.txt', '.tsv'],
  labels: ['.txt', '.tsv'],
  scores: ['.txt', '.tsv'],
  tags: ['.txt', '.tsv', '.conll', '.conllu', '.bio', '.iob'],
  questions: ['.jsonl', '.ndjson'],
}
const textExtensions = ['.txt', '.md', '.srt', '.vtt']
/** The extensions of the files that a format reads. */
export const extensionsOf = (format: string) =>
  tableFormats[format]?.kinds ?? extensionsByFormat[format] ?? textExtensions

/** The texts of a row, and the split that the name of its file mentions. */
export type FileRow = Pick<Row, 'texts' | 'named'>

/** The rows of all files of a source, sorted by file name. Throws problems. */
export async function* readFiles(source: FileSource, reading: ReadContext): AsyncGenerator<readonly FileRow[]> {
  let named: Split | undefined
  const rows = rawRows(source, reading, file => {
    named = splitFromFilename(source.path, file)
  })
  const chosen = tableFormats[source.format] ? mapColumns(rows, source, reading) : rows
  let found = false
  for await (const batch of groupRows(chosen, texts => (named ? { texts, named } : { texts }))) {
    found = true
    reading.signal?.throwIfAborted()
    yield batch
  }
  if (!found) throw emptyFile(resolveUserPath(source.path))
}

/** All columns of the files under their own names. */
export async function* rawRows(
  source: FileSource,
  reading: ReadContext,
  begins: (file: string) => void = () => {},
): AsyncGenerator<TextRow> {
  const whole = withSourceColumns(source, annotationColumns(source))
  const [joined, annotated] = [withJoinedColumns(source), withAnnotations(source)]
  let found = false
  const others = (files: readonly string[]) =>
    reading.report(otherKinds(resolveUserPath(source.path), files.length, commonExtensions(files)))
  for await (const file of openDataFiles(source.path, extensionsOf(source.format), others)) {
    begins(file.name)
    let letters = 0
    for await (const row of rowsOfFile(file, whole, reading)) {
      found = true
      yield annotated(joined(row))
      if (reading.perFile === undefined) continue
      for (const name in row) letters += row[name]?.length ?? 0
      if (letters >= reading.perFile) break
    }
  }
  if (!found) throw emptyFile(resolveUserPath(source.path))
}

function rowsOfFile(file: DataFile, source: FileSource, reading: ReadContext): AsyncIterable<TextRow> {
  const { format, encoding } = source
  const table = tableFormats[format]
  if (table) return table.rows(file, source, reading)
  const reader = textFormats[format]
  if (!reader) throw new Error(`rowsOfFile: there is no reader for format '${format}'`)
  const lines = linesOf(decodeStream(file.bytes(), { ...reading, name: file.name, encoding }))
  return reader(isSubtitles(file.kind) ? spokenLines(lines) : lines, file.name)
}

/** What is known about the files of a source before their rows are read. Throws problems. */
export async function readSourceFacts(source: FileSource, reading: ReadContext) {
  const { path, ...how } = source
  const root = resolveUserPath(path)
  const paths = await listFiles(path, extensionsOf(source.format))
  const hash = createHash('sha256').update(JSON.stringify(how))
  const states = new Map<string, string>()
  let bytes = 0
  for (const [i, file] of paths.entries()) {
    reading.signal?.throwIfAborted()
    reading.report({ t: 'phase', phase: 'read', done: i, total: paths.length })
    states.set(file, await fileState(file).catch(error => throwReadProblem(error, file)))
    bytes += (await stat(file)).size
    hash.update(`\0${relative(root, file)}\0`).update(await fileDigest(file, fileBytes, reading))
  }
  return {
    /** Of the bytes of the files, their names within their folder, and the options of the source: independent of where they are. */
    digest: hash.digest('hex'),
    bytes,
    /** Throws a problem when a file was written to since. */
    async unchanged() {
      for (const [file, state] of states)
        if ((await fileState(file).catch(error => throwReadProblem(error, file))) !== state) throw fileChanged(file)
    },
  }
}

const maxGroupRows = 256
const maxGroupCharacters = 2 ** 20

/** Rows in groups of at most 256 rows or about a megabyte of text, which later steps process at a time. `as` is called for each row as it is read. */
export async function* groupRows<R>(
  rows: AsyncIterable<TextRow>,
  as: (row: TextRow) => R,
): AsyncGenerator<readonly R[]> {
  let batch: R[] = []
  let letters = 0
  for await (const row of rows) {
    batch.push(as(row))
    for (const name in row) letters += row[name]?.length ?? 0
    if (batch.length < maxGroupRows && letters < maxGroupCharacters) continue
    yield batch
    batch = []
    letters = 0
  }
  if (batch.length > 0) yield batch
}
