import type { FileSource } from '../../../../core/plan/plan.ts'
import { decodeStream } from '../encoding/decode-stream.ts'
import type { DataFile, ReadContext, TextRow } from '../read-context.ts'
import { jsonRows } from './json-rows.ts'

/** Formats whose rows have named columns. */
export interface TableFormat {
  readonly kinds: readonly string[]
  readonly rows: (file: DataFile, source: FileSource, reading: ReadContext) => AsyncIterable<TextRow>
}

const decoded = (file: DataFile, { encoding }: FileSource, reading: ReadContext) =>
  decodeStream(file.bytes(), { ...reading, name: file.name, encoding })

/** Loads a reader only when such a file is read, because its library takes up to a tenth of a second to load. */
const lazily = (load: () => Promise<TableFormat['rows']>): TableFormat['rows'] =>
  async function* (...given) {
    const rows = await load()
    yield* rows(...given)
  }
const parquet = lazily(async () => (await import('./parquet-rows.ts')).parquetRows)
const arrow = lazily(async () => (await import('./arrow-rows.ts')).arrowRows)
const csv = lazily(async () => {
  const { csvRows } = await import('./csv-rows.ts')
  return (file, source, reading) => csvRows(decoded(file, source, reading), file.name, source.options ?? {}, reading)
})
const excel = lazily(async () => {
  const { excelRows } = await import('./excel-rows.ts')
  return (file, { options }, reading) => excelRows(file, options ?? {}, reading)
})
const sqlite = lazily(async () => {
  const { sqliteRows } = await import('./sqlite-rows.ts')
  return (file, { options }) => sqliteRows(file, options ?? {})
})

/** By the `format` of a source. */
export const tableFormats: Readonly<Record<string, TableFormat>> = {
  csv: { kinds: ['.csv', '.tsv', '.tab'], rows: csv },
  json: {
    kinds: ['.jsonl', '.ndjson', '.json'],
    rows: (file, source, reading) => jsonRows(decoded(file, source, reading), file.name, source.options ?? {}, reading),
  },
  excel: { kinds: ['.xlsx', '.xlsm'], rows: excel },
  parquet: { kinds: ['.parquet', '.pq'], rows: parquet },
  arrow: { kinds: ['.arrow', '.feather', '.ipc'], rows: arrow },
  sqlite: { kinds: ['.sqlite', '.sqlite3', '.db'], rows: sqlite },
}
