import { open } from 'node:fs/promises'
import type { AsyncBuffer, FileMetaData, SchemaTree } from 'hyparquet'
import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { FileSource } from '../../../../core/plan/plan.ts'
import { skippedColumn } from '../../problems/reader-warnings.ts'
import { damagedTable, largeRowGroup, lockedTable, unreadableColumn } from '../../problems/table-problems.ts'
import { lz4Block } from '../archives/lz4.ts'
import { readWholeFile } from '../archives/unpack.ts'
import { rowToText } from '../columns/cell-text.ts'
import { classNames } from '../columns/class-names.ts'
import { throwReadProblem } from '../files/list-files.ts'
import type { DataFile, ReadContext, TextRow } from '../read-context.ts'

/** Unpacked bytes of a row group that are accepted at most: a larger one does not fit into memory beside a model. */
const maxRowGroupBytes = 2 ** 31

/** The rows of a Parquet file, one row group at a time: the columns that the source names, or all that are supported. Throws problems. */
export async function* parquetRows(file: DataFile, source: FileSource, reading: ReadContext): AsyncGenerator<TextRow> {
  const { buffer, close } = await opened(file)
  try {
    const metadata = await metadataOf(file, buffer)
    const name = classNames(metadata.key_value_metadata?.find(({ key }) => key === 'huggingface')?.value)
    const columns = readableColumns(file, metadata, source, reading)
    let from = 0
    for (const group of metadata.row_groups) {
      const size = Number(group.total_byte_size)
      if (size > maxRowGroupBytes) throw largeRowGroup(file.name, Math.round(size / 2 ** 20))
      const to = from + Number(group.num_rows)
      const rows = await decoded(file, () => objects(buffer, metadata, columns, from, to))
      for (const row of rows) yield rowToText(name(row))
      from = to
    }
  } finally {
    await close()
  }
}

/** The columns to read. Throws a problem when a required one has an unsupported type. */
function readableColumns(
  file: DataFile,
  metadata: FileMetaData,
  { named, keep = [] }: FileSource,
  reading: ReadContext,
): string[] {
  const roles = Object.entries(named ?? {})
  const all = parquetSchema(metadata).children
  const isOf = (column: string, name: string) => name === column || name.startsWith(`${column}.`)
  const wanted = named
    ? all.filter(({ element: { name } }) =>
        [...roles.map(([, column]) => column), ...keep].some(one => isOf(name, one)),
      )
    : all
  const names = (wanted.length > 0 ? wanted : all).map(({ element }) => element.name)
  const unread = names.filter(name => all.some(column => column.element.name === name && isUnknown(column)))
  for (const name of unread) {
    const role = roles.find(([, column]) => isOf(name, column))?.[0]
    if (role !== undefined) throw unreadableColumn(role, name, file.name)
    reading.report(skippedColumn(name, file.name))
  }
  return names.filter(name => !unread.includes(name))
}

/** Whether a column has a type that the library does not support. */
const isUnknown = ({ element, children }: SchemaTree): boolean =>
  element.converted_type === 'INTERVAL' || element.converted_type === 'BSON' || children.some(isUnknown)

const objects = (file: AsyncBuffer, metadata: FileMetaData, columns: string[], rowStart: number, rowEnd: number) =>
  parquetReadObjects({
    file,
    metadata,
    columns,
    rowStart,
    rowEnd,
    utf8: false,
    compressors: { ...compressors, LZ4_RAW: lz4Block },
  })

async function metadataOf(file: DataFile, buffer: AsyncBuffer): Promise<FileMetaData> {
  const end = new TextDecoder().decode(await buffer.slice(Math.max(0, buffer.byteLength - 4)))
  if (end === 'PARE') throw lockedTable(file.name)
  const metadata = await decoded(file, () => parquetMetadataAsync(buffer))
  if (metadata.row_groups.some(({ columns }) => columns.some(column => column.crypto_metadata)))
    throw lockedTable(file.name)
  return metadata
}

/** Every error of the library is a fault of the file: its bytes are the only input. */
async function decoded<T>(file: DataFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw damagedTable(file.name, 'Parquet')
  }
}

async function opened(file: DataFile): Promise<{ buffer: AsyncBuffer; close: () => Promise<void> }> {
  if (file.path === undefined) {
    const { buffer, byteOffset, length } = await readWholeFile(file)
    const bytes = buffer.slice(byteOffset, byteOffset + length)
    return { buffer: { byteLength: length, slice: (from, to) => bytes.slice(from, to) }, close: async () => {} }
  }
  const { path } = file
  const handle = await open(path).catch(error => throwReadProblem(error, path))
  const { size } = await handle.stat()
  const slice = async (from: number, to = size) => {
    const bytes = new Uint8Array(Math.max(0, Math.min(to, size) - from))
    await handle.read(bytes, 0, bytes.length, from)
    return bytes.buffer
  }
  return { buffer: { byteLength: size, slice }, close: () => handle.close() }
}
