import { open } from 'node:fs/promises'
import { zstdDecompressSync } from 'node:zlib'
import { CompressionType, compressionRegistry, type RecordBatch, RecordBatchReader } from 'apache-arrow'
import { valuesOf } from './arrow-values.ts'
import { rowTexts } from './cell-text.ts'
import { classNames } from './class-names.ts'
import type { DataFile } from './data-file.ts'
import { explain } from './list-files.ts'
import { lz4Frame } from './lz4.ts'
import { damagedTable, unsupportedTable } from './table-problems.ts'
import type { Texts } from './texts.ts'

compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: lz4Frame })
compressionRegistry.set(CompressionType.ZSTD, { decode: packed => zstdDecompressSync(packed) })

/** Rows of an Arrow file (also called Feather) or stream, a record batch at a time. Throws problems. */
export async function* arrowRows(file: DataFile): AsyncGenerator<Texts> {
  const { path } = file
  const handle = path === undefined ? undefined : await open(path).catch(error => explain(error, path))
  try {
    const reader: Promise<AsyncIterable<RecordBatch>> = handle
      ? RecordBatchReader.from(handle)
      : RecordBatchReader.from(file.bytes())
    let some = false
    for await (const batch of await reader) {
      some = true
      yield* rowsOf(batch)
    }
    if (!some) throw damagedTable(file.name, 'Arrow')
  } catch (error) {
    if (error instanceof Error && 'problems' in error) throw error
    const unknown = (await isFirstFeather(file)) ? 'Feather 1' : unknownType(error)
    throw unknown ? unsupportedTable(file.name, unknown) : damagedTable(file.name, 'Arrow')
  } finally {
    await handle?.close().catch(() => {}) // the reader closes it, too
  }
}

/** The name of a type that the library does not know; undefined for other errors. */
const unknownType = (error: unknown) =>
  error instanceof Error ? /^Unrecognized type: "?(\w+)/.exec(error.message)?.[1] : undefined

/** Feather was a format of its own until 2020. */
async function isFirstFeather(file: DataFile): Promise<boolean> {
  for await (const bytes of file.bytes()) return Buffer.from(bytes).toString('latin1', 0, 4) === 'FEA1'
  return false
}

function* rowsOf(batch: RecordBatch): Generator<Texts> {
  const name = classNames(batch.schema.metadata.get('huggingface'))
  const columns = batch.schema.fields.map(({ name, type }, i) => {
    return { name, column: batch.getChildAt(i), value: valuesOf(type) }
  })
  for (let r = 0; r < batch.numRows; r++)
    yield rowTexts(name(Object.fromEntries(columns.map(({ name, column, value }) => [name, value(column?.get(r))]))))
}
