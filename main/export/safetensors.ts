import { Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'

/** A named array as safetensors stores it (https://huggingface.co/docs/safetensors). */
export interface Stored {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

/**
 * Float32 tensors as a safetensors file: length of the header, header padded to 8 bytes, data.
 * `metadata` holds words about the file; Transformers insists on `format: pt`.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Stored>,
  metadata: Readonly<Record<string, string>> = {},
): Buffer {
  let offset = 0
  const entries = [...tensors].map(([name, { shape, data }]) => {
    const entry: Entry = { dtype: 'F32', shape, data_offsets: [offset, offset + data.byteLength] }
    offset += data.byteLength
    return [name, entry] as const
  })
  const json = JSON.stringify({ __metadata__: { format: 'pt', ...metadata }, ...Object.fromEntries(entries) })
  const header = Buffer.from(json)
  const padded = Buffer.alloc(Math.ceil(header.length / 8) * 8, ' ')
  header.copy(padded)
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(padded.length))
  const data = [...tensors.values()].map(t => Buffer.from(t.data.buffer, t.data.byteOffset, t.data.byteLength))
  return Buffer.concat([length, padded, ...data])
}

/** Tensors and metadata of a safetensors file. A file that is cut short, lies about its offsets or is not float32 is a problem. */
export function readSafetensors(file: Buffer, name: string) {
  const { header, start } = headerOf(file, name)
  const { __metadata__: metadata = {}, ...entries } = header
  const tensors = new Map(
    Object.entries(entries).map(([key, entry]) => [key, tensorOf(file, start, key, entry as Entry, name)]),
  )
  return { tensors, metadata: metadata as Record<string, string> }
}

function headerOf(file: Buffer, name: string): { header: Record<string, unknown>; start: number } {
  const length = file.length >= 8 ? Number(file.readBigUInt64LE(0)) : Number.POSITIVE_INFINITY
  if (8 + length > file.length) throw damaged(name, 'its header is cut short', '文件头不完整')
  try {
    const header: unknown = JSON.parse(file.toString('utf8', 8, 8 + length))
    if (typeof header === 'object' && header !== null)
      return { header: header as Record<string, unknown>, start: 8 + length }
  } catch {
    // not JSON: reported below like a header of the wrong kind
  }
  throw damaged(name, 'its header cannot be read', '文件头无法读取')
}

function tensorOf(
  file: Buffer,
  start: number,
  key: string,
  { dtype, shape, data_offsets }: Entry,
  name: string,
): Stored {
  if (dtype !== 'F32') throw damaged(name, `“${key}” is ${dtype}, not F32`, `“${key}”是 ${dtype}，而不是 F32`)
  const [from, to] = data_offsets
  const elements = shape.reduce((a, b) => a * b, 1)
  if (to - from !== elements * 4 || from < 0 || start + to > file.length)
    throw damaged(
      name,
      `“${key}” [${shape}] does not fit its place in the file`,
      `“${key}” [${shape}] 与其在文件中的位置不符`,
    )
  const data = new Float32Array(elements)
  new Uint8Array(data.buffer).set(file.subarray(start + from, start + to)) // copied: the place may not be a multiple of 4
  return { shape, data }
}

const damaged = (name: string, en: string, zh: string) =>
  new Refusals([
    {
      code: 'damaged-weights',
      severity: 'error',
      message: text(`${name} is damaged: ${en}.`, `${name} 已损坏：${zh}。`),
      fix: text('Use another copy of the file, or an earlier checkpoint.', '请使用该文件的其他副本或更早的检查点。'),
    },
  ])
