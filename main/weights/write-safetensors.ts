/** A named array as safetensors stores it (https://huggingface.co/docs/safetensors). */
export interface StoredTensor {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** An entry of the header. Offsets count from the end of the header, in bytes. */
export interface HeaderEntry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [from: number, to: number]
}

/**
 * Float32 tensors as a safetensors file: length of the header, header padded to 8 bytes, data.
 * `metadata` holds words about the file; Transformers insists on `format: pt`.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, StoredTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Buffer {
  let offset = 0
  const entries = [...tensors].map(([name, { shape, data }]) => {
    const entry: HeaderEntry = { dtype: 'F32', shape, data_offsets: [offset, offset + data.byteLength] }
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
