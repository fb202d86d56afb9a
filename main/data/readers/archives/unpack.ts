import { createGunzip, createZstdDecompress } from 'node:zlib'
import { damagedArchive, decompressionBomb, tooLargePacked } from '../../problems/archive-problems.ts'
import type { DataFile } from '../read-context.ts'
import { startingWith } from '../read-context.ts'

/** Unpacked bytes per packed byte that are accepted at most: text shrinks to a twentieth, tables of numbers to a hundredth, a decompression bomb to a thousandth or less. */
export const maxExpansion = 400
export const maxUncheckedBytes = 256 * 2 ** 20

/**
 * The content of bytes that may be packed by gzip or zstd, which is detected from the first bytes. Throws a problem when they unpack to
 * more than any honest file does, or are truncated.
 */
export async function* unpackStream(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]()
  const first = await source.next()
  if (first.done) return
  const all = { [Symbol.asyncIterator]: () => startingWith(first.value, source) }
  const packing = packingOf(first.value)
  if (!packing) yield* all
  else yield* inflated(all, packing(), name)
}

function packingOf([a, b, c, d]: Uint8Array) {
  if (a === 0x1f && b === 0x8b) return createGunzip
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return createZstdDecompress
  return undefined
}

type Inflater = ReturnType<typeof createGunzip | typeof createZstdDecompress>

async function* inflated(bytes: AsyncIterable<Uint8Array>, inflater: Inflater, name: string) {
  let [packed, plain] = [0, 0]
  const feed = async () => {
    for await (const chunk of bytes) {
      packed += chunk.length
      if (!inflater.write(chunk)) await drained(inflater)
      if (inflater.destroyed) return
    }
    inflater.end()
  }
  feed().catch(error => inflater.destroy(error))
  try {
    for await (const chunk of inflater as AsyncIterable<Uint8Array>) {
      plain += chunk.length
      if (plain > maxUncheckedBytes && plain > packed * maxExpansion) throw decompressionBomb(name)
      yield chunk
    }
  } catch (error) {
    throw isOfZlib(error) ? damagedArchive(name) : error
  } finally {
    inflater.destroy()
  }
}

/** Waits until the stream takes more bytes or is closed. */
const drained = (inflater: Inflater) =>
  new Promise<void>(resolve => {
    const done = () => {
      inflater.off('drain', done).off('close', done)
      resolve()
    }
    inflater.once('drain', done).once('close', done)
  })

const isOfZlib = (error: unknown) => error instanceof Error && 'code' in error && /^(Z_|ZSTD_)/.test(String(error.code))

const maxWholeFileMiB = 512

/** The whole content of a packed file that needs random access. Throws a problem when it is too large for memory. */
export async function readWholeFile(file: DataFile): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of file.bytes()) {
    size += chunk.length
    if (size > maxWholeFileMiB * 2 ** 20) throw tooLargePacked(file.name, maxWholeFileMiB)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
