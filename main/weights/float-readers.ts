interface FloatReader {
  /** Per number. */
  readonly bytes: number
  /** Little-endian numbers as float32. */
  readonly read: (bytes: Buffer) => Float32Array
}

/** The types of numbers that weights come in, by safetensors' names. */
export const floatReaders: Readonly<Record<string, FloatReader | undefined>> = {
  F32: { bytes: 4, read: bytes => new Float32Array(alignedCopy(bytes)) },
  F64: { bytes: 8, read: bytes => Float32Array.from(new Float64Array(alignedCopy(bytes))) },
  F16: { bytes: 2, read: bytes => Float32Array.from(new Uint16Array(alignedCopy(bytes)), float16ToNumber) },
  BF16: { bytes: 2, read: bytes => bfloat16ToFloat32(new Uint16Array(alignedCopy(bytes))) },
}

/** Memory of their own: where bytes lie in a file may be no multiple of a number's size. */
function alignedCopy(bytes: Buffer): ArrayBuffer {
  const own = new ArrayBuffer(bytes.length)
  new Uint8Array(own).set(bytes)
  return own
}

/** IEEE half precision: a sign, 5 bits of exponent, 10 of fraction. */
function float16ToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = (bits & 1023) / 1024
  if (exponent === 0) return sign * fraction * 2 ** -14
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (1 + fraction) * 2 ** (exponent - 15)
}

/** bfloat16 is the upper half of a float32. */
function bfloat16ToFloat32(upper: Uint16Array): Float32Array {
  const bits = Uint32Array.from(upper, x => x << 16)
  return new Float32Array(bits.buffer)
}
