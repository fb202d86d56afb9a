import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import { floatReaders } from './float-readers.ts'
import { damagedFile } from './weight-problems.ts'
import type { HeaderEntry, StoredTensor } from './write-safetensors.ts'

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  /** Tensors that hold no floating point numbers (masks, positions), with their type. */
  readonly others: ReadonlyMap<string, string>
  readonly metadata: Readonly<Record<string, string>>
}

/** Bytes of a file, wherever they are. */
interface ByteSource {
  readonly name: string
  readonly size: number
  readonly read: (from: number, to: number) => Buffer
}

/** A safetensors file that is in memory. Throws Refusals when it is damaged or lies about its contents. */
export function readSafetensors(file: Buffer, name: string): Safetensors {
  return readTensors({ name, size: file.length, read: (from, to) => file.subarray(from, to) })
}

/** A safetensors file on disk, read tensor by tensor. Throws Refusals when it is damaged, and what the system says. */
export const readSafetensorsFile = (path: string): Safetensors => withFile(path, readTensors)

/** The names of the tensors in a file on disk, whose data is not read. Throws as above. */
export const tensorNamesInFile = (path: string): string[] =>
  withFile(path, file => headerOf(file).entries.map(([name]) => name))

function withFile<T>(path: string, look: (file: ByteSource) => T): T {
  const file = openSync(path, 'r')
  const read = (from: number, to: number) => {
    const bytes = Buffer.alloc(to - from)
    let filled = 0
    while (filled < bytes.length) {
      const count = readSync(file, bytes, filled, bytes.length - filled, from + filled)
      if (count === 0)
        throw damagedFile(basename(path), 'it was truncated while it was being read', '读取过程中文件变短')
      filled += count
    }
    return bytes
  }
  try {
    return look({ name: basename(path), size: fstatSync(file).size, read })
  } finally {
    closeSync(file)
  }
}

/** Nothing is converted before the whole header is known to be true. */
function readTensors(file: ByteSource): Safetensors {
  const { entries, metadata, start } = headerOf(file)
  checkOffsets(entries, file, start)
  const tensors = new Map<string, StoredTensor>()
  const others = new Map<string, string>()
  for (const [name, { dtype, shape, data_offsets }] of entries) {
    const convert = floatReaders[dtype]?.read
    if (!convert) others.set(name, dtype)
    else tensors.set(name, { shape, data: convert(file.read(start + data_offsets[0], start + data_offsets[1])) })
  }
  return { tensors, others, metadata }
}

/** As in the reference implementation: nobody needs a longer one, and a lie must not cost memory. */
const maxHeaderBytes = 100e6

const nonNegativeInteger = z.int().min(0)
const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(nonNegativeInteger),
  data_offsets: z.tuple([nonNegativeInteger, nonNegativeInteger]),
})
const metadataSchema = z.record(z.string(), z.string()).default({})

function headerOf(file: ByteSource) {
  const { name } = file
  if (file.size < 8) throw damagedFile(name, 'it is truncated', '文件不完整')
  const length = Number(file.read(0, 8).readBigUInt64LE())
  if (length > file.size - 8 || length > maxHeaderBytes)
    throw damagedFile(
      name,
      `its header should be ${length} bytes long, but the file has ${file.size}`,
      `文件头标称 ${length} 字节，而文件只有 ${file.size} 字节`,
    )
  const { __metadata__, ...rest } = parseHeader(file, length)
  const metadata = metadataSchema.safeParse(__metadata__)
  if (!metadata.success) throw damagedFile(name, 'its header cannot be read', '文件头无法读取')
  const entries = Object.entries(rest).map(([key, value]): readonly [string, HeaderEntry] => {
    const entry = entrySchema.safeParse(value)
    if (!entry.success) throw damagedFile(name, `its header does not describe “${key}”`, `文件头未能描述“${key}”`)
    return [key, entry.data]
  })
  return { entries, metadata: metadata.data, start: 8 + length }
}

function parseHeader(file: ByteSource, length: number): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(file.read(8, 8 + length).toString('utf8'))
    if (typeof header === 'object' && header !== null && !Array.isArray(header))
      return header as Record<string, unknown>
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw damagedFile(file.name, 'its header cannot be read', '文件头无法读取')
}

/** Tensors lie one after the other without holes or overlaps, and fill the file. */
function checkOffsets(
  entries: readonly (readonly [string, HeaderEntry])[],
  { name, size }: ByteSource,
  start: number,
): void {
  const lie = (key: string, { shape, data_offsets }: HeaderEntry) =>
    damagedFile(
      name,
      `“${key}” [${shape}] does not fit its place in the file (bytes ${data_offsets.join(' to ')} of ${size - start})`,
      `“${key}” [${shape}] 与其在文件中的位置不符（第 ${data_offsets.join(' 至 ')} 字节，共 ${size - start} 字节）`,
    )
  let end = 0
  const inOrder = [...entries].sort(
    ([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1],
  )
  for (const [key, entry] of inOrder) {
    const [from, to] = entry.data_offsets
    const bytes = floatReaders[entry.dtype]?.bytes
    const elements = entry.shape.reduce((a, b) => a * b, 1)
    if (from !== end || to < from || start + to > size) throw lie(key, entry)
    if (bytes !== undefined && to - from !== elements * bytes) throw lie(key, entry)
    end = to
  }
  if (start + end !== size)
    throw damagedFile(
      name,
      `it has ${size} bytes, but its header requires ${start + end}`,
      `文件有 ${size} 字节，而文件头记录的是 ${start + end} 字节`,
    )
}
