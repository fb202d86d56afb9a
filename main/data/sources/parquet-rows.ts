import { open } from 'node:fs/promises'
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { rowTexts } from './cell-text.ts'
import type { DataFile } from './data-file.ts'
import { explain } from './list-files.ts'
import { lz4Block } from './lz4.ts'
import { damagedTable, largeRowGroup } from './table-problems.ts'
import type { Texts } from './texts.ts'
import { wholeFile } from './whole-file.ts'

/** Row groups that are larger than this, unpacked, do not fit beside a model. */
const largest = 2 ** 31

/** Rows of a Parquet file, a row group at a time. Throws problems. */
export async function* parquetRows(file: DataFile): AsyncGenerator<Texts> {
  const { buffer, close } = await opened(file)
  try {
    const metadata = await decoded(file, () => parquetMetadataAsync(buffer))
    let from = 0
    for (const group of metadata.row_groups) {
      const size = Number(group.total_byte_size)
      if (size > largest) throw largeRowGroup(file.name, Math.round(size / 2 ** 20))
      const to = from + Number(group.num_rows)
      for (const row of await decoded(file, () => objects(buffer, metadata, from, to))) yield rowTexts(row)
      from = to
    }
  } finally {
    await close()
  }
}

const objects = (file: AsyncBuffer, metadata: FileMetaData, rowStart: number, rowEnd: number) =>
  parquetReadObjects({
    file,
    metadata,
    rowStart,
    rowEnd,
    utf8: false,
    compressors: { ...compressors, LZ4_RAW: lz4Block },
  })

/** Whatever the reader trips over is the file's fault: its bytes are all it is given. */
async function decoded<T>(file: DataFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw damagedTable(file.name, 'Parquet')
  }
}

async function opened(file: DataFile): Promise<{ buffer: AsyncBuffer; close: () => Promise<void> }> {
  if (file.path === undefined) {
    const { buffer, byteOffset, length } = await wholeFile(file)
    const bytes = buffer.slice(byteOffset, byteOffset + length)
    return { buffer: { byteLength: length, slice: (from, to) => bytes.slice(from, to) }, close: async () => {} }
  }
  const { path } = file
  const handle = await open(path).catch(error => explain(error, path))
  const { size } = await handle.stat()
  const slice = async (from: number, to = size) => {
    const bytes = new Uint8Array(Math.max(0, Math.min(to, size) - from))
    await handle.read(bytes, 0, bytes.length, from)
    return bytes.buffer
  }
  return { buffer: { byteLength: size, slice }, close: () => handle.close() }
}
