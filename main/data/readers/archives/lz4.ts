// LZ4 frame format 1.6.3 and block format (github.com/lz4/lz4/tree/dev/doc). Our own, because blocks in Arrow files refer back
// to earlier blocks, and hyparquet-compressors 1.1.2 fails on empty blocks, which occur in Parquet pages of nulls.

/** Unpacks an LZ4 frame. Throws when it is truncated. */
export function lz4Frame(packed: Uint8Array): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  if (view.getUint32(0, true) !== 0x184d2204) throw new Error('lz4Frame: this is no LZ4 frame')
  const flags = view.getUint8(4)
  const output = growing(packed.length * 4)
  let at = 7 + (flags & 8 ? 8 : 0) + (flags & 1 ? 4 : 0) // magic, flags, block size, content size, dictionary, checksum
  for (let size = view.getUint32(at, true); size !== 0; size = view.getUint32(at, true)) {
    const [plain, bytes] = [size >>> 31 === 1, size & 0x7fffffff]
    const block = packed.subarray(at + 4, at + 4 + bytes)
    if (block.length < bytes) throw new Error('lz4Frame: the frame is truncated')
    if (plain) output.append(block)
    else unpack(block, output)
    at += 4 + bytes + (flags & 16 ? 4 : 0)
  }
  return output.bytes()
}

/** Unpacks one LZ4 block whose unpacked size is known. */
export function lz4Block(packed: Uint8Array, length: number): Uint8Array {
  const output = growing(length)
  unpack(packed, output)
  return output.bytes()
}

type Growing = ReturnType<typeof growing>

function unpack(block: Uint8Array, output: Growing): void {
  let i = 0
  const counted = (start: number) => {
    let count = start
    for (let byte = start === 15 ? 255 : 0; byte === 255; count += byte) byte = block[i++] ?? 0
    return count
  }
  while (i < block.length) {
    const token = block[i++] as number
    const literals = counted(token >> 4)
    output.append(block.subarray(i, i + literals))
    i += literals
    if (i >= block.length) return
    const back = (block[i++] as number) + ((block[i++] as number) << 8)
    output.repeat(back, counted(token & 15) + 4)
  }
}

function growing(expected: number) {
  let bytes: Uint8Array = new Uint8Array(Math.max(64, expected))
  let length = 0
  const room = (more: number) => {
    if (length + more <= bytes.length) return
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + more))
    larger.set(bytes.subarray(0, length))
    bytes = larger
  }
  return {
    bytes: () => bytes.subarray(0, length),
    append(more: Uint8Array) {
      room(more.length)
      bytes.set(more, length)
      length += more.length
    },
    /** Appends a copy of bytes from `back` bytes earlier; source and copy may overlap. */
    repeat(back: number, count: number) {
      if (back === 0 || back > length) throw new Error('lz4: a reference to bytes before the start')
      room(count)
      for (let end = length + count; length < end; length++) bytes[length] = bytes[length - back] as number
    },
  }
}
