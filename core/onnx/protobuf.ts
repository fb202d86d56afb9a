/** A protocol buffer message being written: just what ONNX needs (https://protobuf.dev/programming-guides/encoding). */
export class ProtobufMessage {
  readonly #parts: Uint8Array[] = []
  #length = 0

  #raw(bytes: Uint8Array): this {
    this.#parts.push(bytes)
    this.#length += bytes.length
    return this
  }
  #varint(value: number | bigint): this {
    const bytes: number[] = []
    let rest = BigInt.asUintN(64, BigInt(value)) // negative numbers take their 64-bit two's complement
    for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
    bytes.push(Number(rest))
    return this.#raw(Uint8Array.from(bytes))
  }
  #key(field: number, wire: 0 | 2 | 5): this {
    return this.#varint(field * 8 + wire)
  }
  int(field: number, value: number): this {
    return this.#key(field, 0).#varint(value)
  }
  float(field: number, value: number): this {
    return this.#key(field, 5).#raw(new Uint8Array(Float32Array.of(value).buffer))
  }
  bytes(field: number, value: Uint8Array): this {
    return this.#key(field, 2).#varint(value.length).#raw(value)
  }
  string(field: number, value: string): this {
    return this.bytes(field, utf8(value))
  }
  message(field: number, value: ProtobufMessage): this {
    this.#key(field, 2).#varint(value.#length)
    for (const part of value.#parts) this.#raw(part)
    return this
  }
  done(): Uint8Array {
    const out = new Uint8Array(this.#length)
    let at = 0
    for (const part of this.#parts) {
      out.set(part, at)
      at += part.length
    }
    return out
  }
}

/** Core has no TextEncoder: percent-encoding gives the same bytes. */
function utf8(text: string): Uint8Array {
  const encoded = encodeURIComponent(text)
  const bytes: number[] = []
  for (let i = 0; i < encoded.length; i++) {
    if (encoded[i] === '%') {
      bytes.push(Number.parseInt(encoded.slice(i + 1, i + 3), 16))
      i += 2
    } else bytes.push(encoded.charCodeAt(i))
  }
  return Uint8Array.from(bytes)
}
