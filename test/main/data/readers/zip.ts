import { crc32, deflateRawSync } from 'node:zlib'

/** A file of an archive as a test wants it, with the sizes it claims to have. */
export interface Packed {
  readonly name: string
  readonly content: Uint8Array
  /** What its header says of its size. */
  readonly claims?: number
  readonly locked?: boolean
  /** How its header says that it is packed; Deflate by default. */
  readonly method?: number
}

/** A .zip archive, after PKWARE's APPNOTE 6.3.3: each file deflated behind its header, then the directory. */
export function zip(files: readonly Packed[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, claims = content.length, locked = false, method = 8 } of files) {
    const packed = deflateRawSync(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0) // version needed
    common.writeUInt16LE(0x800 + (locked ? 1 : 0), 2) // names in UTF-8
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claims, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const header = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, Buffer.from(name)]))
    parts.push(header)
    at += header.length
  }
  const end = Buffer.alloc(18)
  const entries = Buffer.concat(directory)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(entries.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, entries, Buffer.from('PK\x05\x06'), end])
}
