import { expect } from 'vitest'

/** Numbers whose bytes are the same are equal: `expect` would compare them one by one, a million a second. */
const sameBytes = (a: unknown, b: unknown): true | undefined =>
  numbers(a) && numbers(b) && a.constructor === b.constructor && bytesOf(a).equals(bytesOf(b)) ? true : undefined

const numbers = (value: unknown): value is Uint8Array => ArrayBuffer.isView(value) && !(value instanceof DataView)
const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength)

const once = globalThis as { sameBytes?: true }
if (!once.sameBytes) expect.addEqualityTesters([sameBytes])
once.sameBytes = true
