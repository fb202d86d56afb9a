import { open } from 'node:fs/promises'
import { zstdDecompressSync } from 'node:zlib'
import type { Decimal, RecordBatch } from 'apache-arrow'
import { CompressionType, compressionRegistry, DataType, RecordBatchReader } from 'apache-arrow'
import { damagedTable, unsupportedTable } from '../../problems/table-problems.ts'
import { lz4Frame } from '../archives/lz4.ts'
import { rowToText } from '../columns/cell-text.ts'
import { classNames } from '../columns/class-names.ts'
import { throwReadProblem } from '../files/list-files.ts'
import type { DataFile, TextRow } from '../read-context.ts'

compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: lz4Frame })
compressionRegistry.set(CompressionType.ZSTD, { decode: packed => zstdDecompressSync(packed) })

/** The rows of an Arrow file (also called Feather) or stream, one record batch at a time. Throws problems. */
export async function* arrowRows(file: DataFile): AsyncGenerator<TextRow> {
  const { path } = file
  const handle = path === undefined ? undefined : await open(path).catch(error => throwReadProblem(error, path))
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

/** The name of an unsupported type; undefined for other errors. */
const unknownType = (error: unknown) =>
  error instanceof Error ? /^Unrecognized type: "?(\w+)/.exec(error.message)?.[1] : undefined

/** Feather version 1 was a different format, used until 2020. */
async function isFirstFeather(file: DataFile): Promise<boolean> {
  for await (const bytes of file.bytes()) return Buffer.from(bytes).toString('latin1', 0, 4) === 'FEA1'
  return false
}

function* rowsOf(batch: RecordBatch): Generator<TextRow> {
  const name = classNames(batch.schema.metadata.get('huggingface'))
  const columns = batch.schema.fields.map(({ name, type }, i) => {
    return { name, column: batch.getChildAt(i), value: arrowValueReader(type) }
  })
  for (let r = 0; r < batch.numRows; r++)
    yield rowToText(name(Object.fromEntries(columns.map(({ name, column, value }) => [name, value(column?.get(r))]))))
}

/** Converts values of an Arrow type to plain ones: dates and timestamps to Date, decimals to text. */
export function arrowValueReader(type: DataType): (value: unknown) => unknown {
  if (DataType.isDate(type) || DataType.isTimestamp(type))
    return value => (typeof value === 'number' || typeof value === 'bigint' ? new Date(Number(value)) : value)
  if (DataType.isDecimal(type)) return value => (ArrayBuffer.isView(value) ? decimal(value, type) : value)
  return value => value
}

/** An integer in two's complement (lowest 32 bits first) with `scale` digits after the decimal point. */
function decimal(value: ArrayBufferView, { scale }: Decimal): string {
  const words = new Uint32Array(value.buffer, value.byteOffset, value.byteLength / 4)
  const bits = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n)
  const whole = BigInt.asIntN(words.length * 32, bits)
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0')
  const [front, behind] = [digits.slice(0, digits.length - scale), digits.slice(digits.length - scale)]
  const rest = behind.replace(/0+$/, '')
  return `${whole < 0n ? '-' : ''}${front}${rest === '' ? '' : `.${rest}`}`
}
